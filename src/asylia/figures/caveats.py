"""What no query can see: years in which a source counts something else than its column says (`caveats.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from asylia.compiled import cached_json, hash_of_files
from asylia.figures.definitions import definitions
from asylia.figures.model import FLAGS
from asylia.folders import data_folder
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.strict_yaml import read_yaml

FILE = "caveats.yaml"
_CODE = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True, slots=True)
class Caveat:
    """A flag for measures at a place in some years, and why."""

    flag: str
    place: str
    first: int
    last: int | None
    measures: tuple[str, ...]
    why: str
    source: str

    def strikes(self, measure: str, place: str, year: int) -> bool:
        """Whether a number carries the flag."""
        in_years = self.first <= year and (self.last is None or year <= self.last)
        return place == self.place and measure in self.measures and in_years


@lru_cache(maxsize=4)
def caveats(folder: Path | None = None) -> tuple[Caveat, ...]:
    """The caveats in a folder, or those shipped. Raises InputError with file, line and mend."""
    folder = folder or data_folder("figures")
    path = folder / FILE
    key = f"caveats-{hash_of_files(folder, [path])}"
    compiled = cached_json(key, lambda: {"caveats": [asdict(one) for one in _read(path)]})
    found = cast("list[dict[str, object]]", compiled["caveats"])
    return tuple(
        Caveat(**{name: tuple(value) if isinstance(value, list) else value for name, value in one.items()})  # type: ignore[arg-type]  # what _read made, through JSON
        for one in found
    )


def caveats_on(measure: str, place: str, year: int) -> list[Caveat]:
    """The caveats that strike one number."""
    return [caveat for caveat in caveats() if caveat.strikes(measure, place, year)]


def _read(path: Path) -> Iterator[Caveat]:
    shown = f"figures/{path.name}"
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    items = top.items("caveats")
    top.close()
    known = definitions().measures
    for value, line in items:
        fields = Fields(value, shown, "a caveat", line)
        found = Caveat(
            flag=fields.one_of("flag", FLAGS),
            place=fields.text("place"),
            first=fields.number("from"),
            last=fields.number("to") if fields.has("to") else None,
            measures=fields.texts("measures"),
            why=fields.text("why"),
            source=fields.text("source"),
        )
        fields.close()
        if not _CODE.match(found.place):
            raise fields.error(f"{found.place!r} is no code of a place", "place", "write the ISO 3166 alpha-3 code")
        if found.last is not None and found.last < found.first:
            raise fields.error(f"'to' ({found.last}) lies before 'from' ({found.first})", "to")
        for name in found.measures:
            if name not in known:
                raise fields.error(f"there is no measure {name!r}", "measures", nearest(name, known))
        yield found
