"""The law beside figures: on which days of a period the law of a place changed in what bears on its figures.

Which provisions bear on them is data (figures/law_marks.yaml, ids alone); their days and titles come from `law/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from asylia.compiled import cached_json, hash_of_files
from asylia.errors import InputError
from asylia.figures.charts.model import Mark
from asylia.folders import data_folder
from asylia.languages.texts import Texts
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.history import Change, history_of, version_on
from asylia.lawbook.model import LawData, Provision
from asylia.lawbook.strict_yaml import read_yaml

FILE = "figures/law_marks.yaml"
THEMES = ("claims", "resettlement")
"""What figures are about; each has its own provisions."""
_ORDER = ("begins", "ends", "changes")


@dataclass(frozen=True, slots=True)
class LawMark:
    """A day on which the law changed, with what each provision concerned did on it."""

    day: date
    changes: tuple[Change, ...]
    """Those that begin first, then those that end, then those with other conditions."""


def law_beside(data: LawData, place: str, first_year: int, last_year: int, theme: str = "claims") -> list[LawMark]:
    """The changes of law at a place between two years, both included, in the order of time.

    `place` is the ISO alpha-3 code that figures use; where no provision is named for it there are no marks.
    """
    named = marked_provisions().get(place, {}).get(theme, ())
    code = jurisdiction_of(data, place)
    if not named or code is None:
        return []
    by_day: dict[date, list[Change]] = {}
    for change in history_of(data, code, date(first_year, 1, 1), date(last_year, 12, 31)):
        if change.provision is not None and change.provision.id in named and _is_felt(change):
            by_day.setdefault(change.day, []).append(change)
    return [LawMark(day, tuple(sorted(changes, key=_rank))) for day, changes in by_day.items()]


def jurisdiction_of(data: LawData, place: str) -> str | None:
    """The jurisdiction of the law book for the alpha-3 code of figures; None if no law of it is known."""
    country = data.countries.get(place)
    return country.alpha2 if country is not None and country.alpha2 in data.places else None


def place_of(data: LawData, jurisdiction: str) -> str | None:
    """The alpha-3 code that figures use for a jurisdiction of the law book."""
    return next((code for code, country in data.countries.items() if country.alpha2 == jurisdiction), None)


def in_force_on(data: LawData, place: str, day: date, theme: str = "claims") -> list[Provision]:
    """The provisions that bear on the figures of a place and have a version on a day, in the order of the file."""
    named = marked_provisions().get(place, {}).get(theme, ())
    return [data.provisions[name] for name in named if version_on(data.provisions[name], day) is not None]


def chart_marks(marks: list[LawMark], texts: Texts) -> tuple[Mark, ...]:
    """The same for a chart: a day and the words under its number."""
    return tuple(Mark(mark.day, tuple(_words(change, texts) for change in mark.changes)) for mark in marks)


def _words(change: Change, texts: Texts) -> str:
    assert change.provision is not None
    return texts.word(f"change_{change.does}", what=texts.provision(change.provision))


def _is_felt(change: Change) -> bool:
    """Whether it is more than other notes, citations or effects: a change of conditions, a beginning or an end."""
    before, after = change.before, change.after
    if change.does != "changes" or before is None or after is None:
        return True
    return (before.holds, before.may_be_refused) != (after.holds, after.may_be_refused)


def _rank(change: Change) -> int:
    return _ORDER.index(change.does)


@lru_cache(maxsize=1)
def marked_provisions() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By place and theme, the provisions whose changes are marked. Raises InputError for a file that is not so."""
    folder = data_folder("figures")
    path = folder / "law_marks.yaml"
    compiled = cached_json(f"law-marks-{hash_of_files(folder, [path])}", lambda: dict(_read(path)))
    places = compiled["places"]
    assert isinstance(places, dict)
    return {place: {theme: tuple(names) for theme, names in themes.items()} for place, themes in places.items()}


def _read(path: Path) -> Mapping[str, object]:
    top = Fields(read_yaml(path, name=FILE), FILE, "the file")
    block = Fields(top.take("places"), FILE, "places")
    top.close()
    places = {}
    for place in block.block:
        themes = Fields(block.take(place), FILE, place)
        places[place] = {theme: list(themes.texts(theme)) for theme in THEMES}
        themes.close()
    return {"places": places}


def check_marked_provisions(data: LawData) -> None:
    """Refuse the file if it names a provision or place that is not there. Raises InputError."""
    for place, themes in marked_provisions().items():
        code = jurisdiction_of(data, place)
        if code is None:
            raise InputError(f"there is no law of {place!r}", file=FILE, mend="use the alpha-3 code of a jurisdiction")
        known = [p.id for p in data.provisions.values() if p.place == code]
        for name in (name for names in themes.values() for name in names):
            if name not in known:
                raise InputError(f"{name!r} is no provision of {place}", file=FILE, mend=nearest(name, known))
