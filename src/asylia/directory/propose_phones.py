"""Phone numbers as a page writes them, read by the numbering plan of their country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType, shortnumberinfo

from asylia.directory.page_signs import signs

__all__ = ["Number", "numbers_in"]

_RUN = re.compile(r"(?<![\w@.])(?:\+\s?)?\(?\+?[0-9](?:[0-9\s().-]*[0-9])?(?![\w@])")
_EXTENSION = re.compile(r"(?:ext\.?|extension|内線|내선|內線|分机|內綫|转)\s*[:.]?\s*([0-9]{1,6})", re.I)
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_LAST_DIGITS = re.compile(r"\s*[/／~]\s*([0-9]{1,4})\b(?![-0-9 ]*[0-9]{3})")
_CLOCK = re.compile(r"(?<![0-9])[0-9]{1,2}\s?[:hH時시点點]\s?(?:[0-9]{2})?(?![0-9])")
_SHORTEST, _LONGEST = 3, 15
_WITH_LETTERS = re.compile(r"(?<![\w@.])[+(]?[0-9OoIl][0-9OoIl() .-]{6,}[0-9OoIl](?![\w@])")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_PAIRS = 3
"""So many groups of two digits are the French way of writing a number."""
_NOT_FROM_ABROAD = {
    PhoneNumberType.TOLL_FREE: "toll_free",
    PhoneNumberType.SHARED_COST: "shared_cost",
    PhoneNumberType.UAN: "shared_cost",
    PhoneNumberType.PREMIUM_RATE: "premium",
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number: as written, as read, and what was wrong with it."""

    written: str
    e164: str | None
    """None: a short code, or it could not be read."""
    display: str
    """As people of the country write it."""
    country: str | None
    tariff: str
    """ordinary, toll_free, shared_cost, premium, short_code; unreadable."""
    confidence: str
    faults: tuple[tuple[str, str], ...] = ()
    """Kind of damage, what is damaged."""
    extension: str | None = None

    @property
    def reachable_from_abroad(self) -> bool:
        """Free and shared-cost numbers and short codes are not, however much they look like it."""
        return self.tariff == "ordinary"


def numbers_in(text: str, countries: Sequence[str], *, labelled: bool) -> tuple[Number, ...]:
    """The numbers in a text. `countries`: whose plans to try, the likeliest first.

    Without a label before it only what starts with a plus or fits a plan exactly is taken for a number.
    """
    extension = _EXTENSION.search(text)
    bare = _CLOCK.sub(" ~ ", _EXTENSION.sub(" ", text))
    found: list[Number] = []
    for match in _RUN.finditer(bare):
        written = match[0].strip()
        if written.count("(") > written.count(")"):  # hours in brackets behind the number
            written = written[: written.rindex("(")].strip() or written
        digits = re.sub(r"\D", "", written)
        if not _SHORTEST <= len(digits) <= _LONGEST or (len(digits) < 7 and not labelled):
            continue
        number = _read(written, digits, countries)
        if number.tariff == "unreadable" and not labelled:
            continue
        found.append(number)
        also = _LAST_DIGITS.match(bare, match.end())
        if also and number.e164:
            found.append(_with_last_digits(number, also[1], countries))
    if labelled and not any(number.e164 for number in found):
        found = [*_with_letters(bare, countries)] or found
    if extension and found:
        found[-1] = replace(found[-1], extension=extension[1])
    return tuple(found)


def _with_letters(text: str, countries: Sequence[str]) -> Iterator[Number]:
    """Numbers in which a scan took digits for letters that look alike."""
    for match in _WITH_LETTERS.finditer(text):
        written = match[0].translate(_AS_DIGITS)
        if written == match[0] or sum(letter.isdigit() for letter in match[0]) * 2 < len(re.sub(r"\W", "", written)):
            continue
        number = _read(written, re.sub(r"\D", "", written), countries)
        if number.e164:
            fault = ("letters_in_number", "letters stand where digits belong")
            yield replace(number, written=match[0], confidence="low", faults=(fault, *number.faults))


def _with_last_digits(number: Number, last: str, countries: Sequence[str]) -> Number:
    """The second of two numbers that share all but the last digits, as in 03-5550-1234/5."""
    assert number.e164 is not None
    written = number.e164[: -len(last)] + last
    read = _read(written, written[1:], countries)
    fault = ("number_abridged", f"only the last digits {last} are written for a second number")
    return Number(f"/{last}", read.e164, read.display, read.country, read.tariff, "low", (fault,))


def _read(written: str, digits: str, countries: Sequence[str]) -> Number:
    if written.replace(" ", "").lstrip("(").startswith("+"):
        return _international(written, digits) or _unreadable(written, digits, countries[:1])
    for country in countries:
        if _is_short_code(digits, country):
            return Number(written, None, digits, country, "short_code", "high")
    for prefix in ("00", "001", "010", "011", "002"):
        if digits.startswith(prefix) and len(digits) > len(prefix) + 8:
            read = _international("+" + written.lstrip("( 0")[len(prefix.lstrip("0")) :], digits[len(prefix) :])
            if read and read.country in countries and not _fits(digits, countries[:1]):
                fault = ("plus_missing", f"{prefix} stands in place of the plus sign")
                return _faulty(read, fault)
    readings = [_national(written, digits, *one) for one in _fits(digits, countries)]
    if not readings:
        return _unreadable(written, digits, countries)
    best = min(readings, key=lambda read: len(read.faults))
    if best.country == countries[0] or any(kind == "plus_missing" for kind, _ in best.faults):
        return best
    fault = ("country_unclear", f"the digits fit the plan of {best.country}, not that of {countries[0]}")
    return replace(_faulty(best, fault), confidence="low")


def _national(written: str, digits: str, country: str, number: PhoneNumber, without_plus: bool) -> Number:
    faults = []
    if without_plus:
        faults.append(("plus_missing", f"the country code {number.country_code} stands without a plus sign"))
    elif _lacks_trunk_zero(number, digits):
        faults.append(("trunk_zero_missing", "the zero before the area code is missing"))
    return _number(written, digits, country, number, faults)


def _faulty(read: Number, fault: tuple[str, str]) -> Number:
    return replace(read, confidence="medium", faults=(fault, *read.faults))


def _fits(digits: str, countries: Sequence[str]) -> list[tuple[str, PhoneNumber, bool]]:
    """The countries whose plan the digits fit, with the number, and whether they begin with the country's code."""
    found = []
    for country in countries:
        number = _parse(digits, country)
        if number and phonenumbers.is_valid_number_for_region(number, country):
            national = phonenumbers.national_significant_number(number)
            trunk = phonenumbers.ndd_prefix_for_region(country, True) or ""
            without_plus = digits not in (national, trunk + national)
            found.append((country, number, without_plus))
    return found


def _international(written: str, digits: str) -> Number | None:
    number = _parse("+" + digits, None)
    country = phonenumbers.region_code_for_number(number) if number else None
    if not number or not country or not phonenumbers.is_valid_number(number):
        return None
    faults = []
    code = str(number.country_code)
    national = phonenumbers.national_significant_number(number)
    if len(digits) > len(code) + len(national):
        where = " in brackets" if _TRUNK_IN_BRACKETS.search(written) else ""
        faults.append(("trunk_zero", f"the zero of calls inside the country stands{where} behind the country code"))
    return _number(written, digits, country, number, faults)


def _number(written: str, digits: str, country: str, number: PhoneNumber, faults: list[tuple[str, str]]) -> Number:
    tariff = _NOT_FROM_ABROAD.get(phonenumbers.number_type(number), "ordinary")
    grouped = _badly_grouped(written, digits, number) if country in signs().countries else None
    if grouped:
        faults = [*faults, grouped]
    if tariff != "ordinary" and "+" in written:
        faults = [
            *faults,
            ("not_from_abroad", "a number that cannot be dialled from abroad stands with a country code"),
        ]
    return Number(
        written,
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
        country,
        tariff,
        "medium" if faults else "high",
        tuple(faults),
    )


def _badly_grouped(written: str, digits: str, number: PhoneNumber) -> tuple[str, str] | None:
    """Whether the groups of digits hide the area code. Another grouping of the rest is left alone."""
    national = phonenumbers.national_significant_number(number)
    groups = re.findall(r"[0-9]+", written)
    before = len(digits) - len(national)
    ends = {end - before for end in accumulate(len(group) for group in groups)}
    page = {end for end in ends if 0 < end < len(national)}
    shown = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL).partition(" ")[2]
    plan_groups = [len(group) for group in re.findall(r"[0-9]+", shown)]
    plan = set(list(accumulate(plan_groups))[:-1])
    if not page or page <= plan:
        return None
    if sum(len(group) == 2 for group in groups[1:]) + (len(groups[0]) == 2 and before < 2) >= _PAIRS:
        return ("digits_in_pairs", "the digits are grouped in pairs, as in French, which hides the area code")
    if plan and min(plan) not in page:
        return ("digits_grouped", "the digits are grouped so that the area code cannot be seen")
    return None


def _lacks_trunk_zero(number: PhoneNumber, digits: str) -> bool:
    shown = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return len(re.sub(r"\D", "", shown)) > len(digits)


def _unreadable(written: str, digits: str, countries: Sequence[str]) -> Number:
    says = "fits no numbering plan tried"
    number = _parse(digits, countries[0]) if countries else None
    if number:
        reason = phonenumbers.is_possible_number_with_reason(number)
        lengths = {
            phonenumbers.ValidationResult.TOO_SHORT: "has too few digits",
            phonenumbers.ValidationResult.TOO_LONG: "has too many digits",
            phonenumbers.ValidationResult.INVALID_LENGTH: "has a wrong number of digits",
        }
        says = lengths.get(reason, says)
    return Number(written, None, written, None, "unreadable", "low", (("number_unreadable", f"the number {says}"),))


@lru_cache(maxsize=4096)
def _is_short_code(digits: str, country: str) -> bool:
    number = _parse(digits, country) if len(digits) <= 6 else None
    return bool(number and shortnumberinfo.is_valid_short_number_for_region(number, country))


@lru_cache(maxsize=4096)
def _parse(digits: str, country: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
