"""The country of a text, and an address taken apart by the places, codes and words of its country."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import phonenumbers

from asylia.directory.blocks import Block
from asylia.directory.page_signs import Country, signs
from asylia.directory.propose_lines import EMAIL
from asylia.directory.propose_phones import numbers_in

__all__ = ["ParsedAddress", "elsewhere", "mixed_up", "parse_address", "postal_code", "same_place", "votes"]

_HOUSE = re.compile(r"\b[0-9]{1,4}(?:-[0-9]{1,4}){0,3}(?:号|번지|號|号)?")
_HOUSE_IN_PARTS = re.compile(r"\b[0-9]{1,4}(?:-[0-9]{1,4}){1,3}\b")


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """An address in the parts of HSDS. What was not found is empty, never invented."""

    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str


def votes(block: Block, text: str) -> Counter[str]:
    """How strongly phone codes, addresses, mail domains, letters and names speak for each country."""
    found: Counter[str] = Counter()
    addresses = " ".join(contact.value for contact in block.of("address", "mailing_address"))
    numbers = [re.sub(r"[^0-9+]", "", contact.value) for contact in block.of("phone", "fax", "toll_free")]
    for code, country in signs().countries.items():
        calling = str(phonenumbers.country_code_for_region(code))
        found[code] += 5 * any(number.startswith("+" + calling) for number in numbers)
        found[code] += 3 * any(number.startswith(calling) and len(number) > 9 for number in numbers)
        found[code] += 4 * bool(_place_in(addresses, country))
        hosts = [contact.value.casefold().rstrip("./") for contact in block.of("email", "website")]
        found[code] += 2 * any(re.search(rf"\.{country.domain}(?:/|\Z)", host) for host in hosts)
        found[code] += 2 * bool(country.letters.search(text))
        found[code] += any(holds(text, name) for name in country.names)
        found[code] += 3 * any(holds(addresses, name) for name in country.names)
        # Five digits are a postal code in many countries: they confirm one, and never show it alone.
        if found[code] and addresses and country.postal.search(addresses):
            found[code] += 2
    return +found


def elsewhere(block: Block) -> str:
    """The code of the country outside the directory that all numbers with a plus are of; empty if there is none."""
    written = [contact.value for contact in block.of("phone", "fax", "toll_free")]
    regions = {number.country for value in written for number in numbers_in(value, (), labelled=True) if number.e164}
    return next(iter(regions)) or "" if len(regions) == 1 and not regions & {*signs().countries, None} else ""


def holds(text: str, word: str) -> bool:
    """Whether a word stands in a text: a Latin one by itself."""
    text, word = text.casefold(), word.casefold()
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text)) if word.isascii() else word in text


def _place_in(text: str, country: Country) -> str | None:
    """The spelling of a place in a text; the longest first."""
    return next((spelling for spelling in country.places if text and holds(text, spelling)), None)


def postal_code(text: str, code: str) -> str:
    """The postal code, without its sign."""
    match = signs().countries[code].postal.search(text) if code in signs().countries else None
    return re.sub(r"[^0-9-]", "", match[0]) if match else ""


def parse_address(text: str, code: str) -> ParsedAddress:
    """The parts of an address."""
    country = signs().countries.get(code)
    if country is None:
        return ParsedAddress(text, "", "", "", "")
    rest = country.postal.sub(" ", text)
    spelling = _place_in(rest, country)
    state = country.places[spelling] if spelling else ""
    parts = [part.strip() for part in re.split(r",\s*|\s{2,}", rest) if part.strip()]
    if len(parts) == 1 and not text.isascii() and spelling:
        return _joined(rest.strip(), spelling, state, text, country)
    kept, cities = [], []
    for part in parts:
        bare = part.casefold()
        if bare in (name.casefold() for name in country.names) or (spelling and bare in (spelling, state.casefold())):
            continue
        if bare.endswith(country.city_ends) and not re.search(r"[0-9]", part):
            cities.append(part)
        else:
            kept.append(re.sub(rf"\s*\b{re.escape(state)}\Z", "", part) if state and part != state else part)
    return ParsedAddress(
        ", ".join(part for part in kept if part), ", ".join(cities), state, postal_code(text, code), code
    )


def _joined(rest: str, spelling: str, state: str, text: str, country: Country) -> ParsedAddress:
    """An address without commas, from the large to the small."""
    behind = rest[rest.casefold().find(spelling) + len(spelling) :].strip()
    ends = "|".join(end for end in country.city_ends if not end.isascii())
    match = re.match(rf"(.{{1,8}}?(?:{ends}))\s*(.+)", behind) if ends else None
    city, street = (match[1], match[2]) if match else ("", behind)
    return ParsedAddress(street.strip(), city.strip(), state, postal_code(text, country.code), country.code)


def same_place(one: str, other: str, code: str) -> bool | None:
    """Whether two addresses agree in postal code and house numbers; None if there is too little to compare."""
    codes = postal_code(one, code), postal_code(other, code)
    if all(codes) and codes[0] != codes[1]:
        return False
    houses = [set(_houses(text, code)) for text in (one, other)]
    if not all(houses):
        return True if all(codes) else None
    return bool(houses[0] & houses[1])


def _houses(text: str, code: str) -> list[str]:
    country = signs().countries.get(code)
    rest = country.postal.sub(" ", text) if country else text
    return _HOUSE_IN_PARTS.findall(rest) or [
        number for number in _HOUSE.findall(EMAIL.sub(" ", rest)) if len(number) > 1
    ]


def mixed_up(text: str, code: str) -> str | None:
    """An address whose house number stands before the building and not with its district: in the right order."""
    country = signs().countries.get(code)
    parts = [part.strip() for part in text.split(",")]
    if country is None or len(parts) < 2:
        return None
    match = re.match(r"([0-9]+(?:-[0-9]+)*)\s+(\D.*)", parts[0])
    if not match or not signs().has_word("building_words", match[2]):
        return None
    district = parts[1]
    if re.search(r"[0-9]", district) or not country.district.search(district):
        return None
    return ", ".join([match[2], f"{match[1]} {district}", *parts[2:]])
