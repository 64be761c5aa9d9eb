"""Codes and names of countries and territories: what people type, and what they read.

Names are those of `law/vocabulary/countries.yaml` (Unicode CLDR, in five languages). UNHCR's own three-letter codes
are not ISO's, and some collide: its AUS is Austria. ISO codes are taken; a code that is UNHCR's alone is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from asylia.compiled import cached_json, hash_of_files
from asylia.errors import InputError
from asylia.figures.query import WORLD, Tables
from asylia.figures.tables import COUNTRIES
from asylia.folders import data_folder
from asylia.languages.texts import Texts
from asylia.lawbook.fields import nearest

NO_COUNTRY = ("UNK", "XXA", "TIB", WORLD)
"""Codes that are no country of ISO 3166 and have words of their own: unknown, stateless, Tibetan, the whole world."""


@dataclass(frozen=True, slots=True)
class Named:
    """A country or territory."""

    alpha3: str
    alpha2: str
    names: Mapping[str, str]


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Named]:
    """Countries and territories by ISO alpha-3 code."""
    folder = data_folder("law")
    path = folder / "vocabulary" / "countries.yaml"

    def built() -> dict[str, object]:
        from asylia.lawbook.read_vocabulary import read_countries

        found = read_countries(path, "law/vocabulary/countries.yaml")
        return {code: [one.alpha2, dict(one.names)] for code, one in found.items()}

    compiled = cached_json(f"countries-{hash_of_files(folder, [path])}", built)
    entries = cast("dict[str, tuple[str, dict[str, str]]]", compiled)
    return {code: Named(code, alpha2, names) for code, (alpha2, names) in entries.items()}


def code_named(typed: str, *, origin: bool = False) -> str:
    """The ISO alpha-3 code of what was typed: JPN, JP, jp. Raises InputError, with the code that was meant.

    `WLD` is all places together; as an origin, UNK, XXA and TIB are taken too.
    """
    code = typed.strip().upper()
    if code == WORLD and not origin:
        return code
    if origin and code in NO_COUNTRY and code != WORLD:
        return code
    if code in countries():
        return code
    found = next((one.alpha3 for one in countries().values() if one.alpha2 == code), None)
    if found is None:
        raise InputError(f"there is no country or territory with the code {typed!r}", mend=_mend(typed.strip()))
    return found


def _mend(typed: str) -> str:
    for code, one in countries().items():
        if typed.casefold() in (name.casefold() for name in one.names.values()):
            return f"write {code}, its code of ISO 3166"
    # A code that begins otherwise is hardly a slip: who writes BUR means neither URY nor BRN.
    begins_alike = [code for code in countries() if code[:2] == typed[:2].upper()]
    if len(typed) == 3 and (close := nearest(typed.upper(), begins_alike)).endswith("?"):
        return f"write the ISO 3166 code, as JPN or JP; {close}"
    return "write the ISO 3166 code, as JPN or JP"


def code_in_tables(typed: str, tables: Tables, *, origin: bool = False) -> tuple[str, str | None]:
    """The code of what was typed, and what to say where UNHCR uses the same letters for another country.

    Raises InputError where the letters are UNHCR's alone, with the ISO code.
    """
    code = typed.strip().upper()
    if COUNTRIES not in tables.stored.tables or len(code) != 3 or code in NO_COUNTRY:
        return code_named(typed, origin=origin), None
    rows = tables.rows("codes", code=code)
    of_unhcr = next((row for row in rows if row["unhcr_code"] == code and row["iso_code"] != code), None)
    if of_unhcr is None or of_unhcr["iso_code"] in (None, "XXX"):
        return code_named(typed, origin=origin), None
    other, name = of_unhcr["iso_code"], of_unhcr["name"]
    if code in countries():
        here = countries()[code].names["en"]
        return code, f"{code} is {here} here; {name} is {other} (UNHCR's own code for {name} is {code})"
    raise InputError(f"{code} is UNHCR's own code for {name}", mend=f"write {other}, the code of ISO 3166")


def place_name(code: str, said: Texts) -> str:
    """The name of a place or origin in the reader's language; the code itself where nobody knows it."""
    if code in NO_COUNTRY:
        return said.word(f"figures_origin_{code.lower()}")
    known = countries().get(code)
    return said.titled(known.names) if known else code


__all__ = ["NO_COUNTRY", "code_in_tables", "code_named", "countries", "place_name"]
