"""Lints of the official figures: what can be read and is yet wrong, doubled, contradictory or without source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from asylia.figures.measures import Sum
from asylia.figures.official import FIRST_YEAR, OfficialFigure, OfficialFigures, chosen_of
from asylia.figures.tables import NOT_IN_ISO
from asylia.lawbook.fields import nearest
from asylia.lawbook.lints.remark import ERROR, INFORMATION, WARNING, Remark


@dataclass(frozen=True)
class CheckedFigures:
    """The official figures with what their lints need."""

    official: OfficialFigures
    countries: Collection[str]
    """The codes of ISO 3166-1 alpha-3."""
    today: date

    def remark(self, lint: str, severity: str, line: int, says: str, mend: str) -> Remark:
        """A remark on a line of the file."""
        return Remark(lint, severity, self.official.file, line, says, mend)


def check_figures(checked: CheckedFigures) -> list[Remark]:
    """The remarks of all lints on the official figures."""
    return [remark for lint in LINTS for remark in lint(checked)]


def _named(figure: OfficialFigure) -> str:
    words = (figure.place, str(figure.year), figure.period, figure.measure, figure.origin or "")
    return " ".join(filter(None, words))


def unknown_place(checked: CheckedFigures) -> Iterator[Remark]:
    """Codes that ISO 3166-1 does not have; UNHCR's own codes are the usual slip."""
    for figure in checked.official.figures:
        for column, code in (("jurisdiction", figure.place), ("origin_iso3", figure.origin)):
            if code and code not in checked.countries and (column == "jurisdiction" or code not in NOT_IN_ISO):
                says = f"{column} is {code}, which is no code of ISO 3166-1"
                yield checked.remark("unknown-place", ERROR, figure.line, says, nearest(code, checked.countries))


def year_out_of_range(checked: CheckedFigures) -> Iterator[Remark]:
    """Years before the first figures, or still to come."""
    for figure in checked.official.figures:
        if not FIRST_YEAR <= figure.year <= checked.today.year:
            says = f"the year {figure.year} lies outside {FIRST_YEAR} to {checked.today.year}"
            yield checked.remark("year-out-of-range", ERROR, figure.line, says, "correct the year")


def missing_source(checked: CheckedFigures) -> Iterator[Remark]:
    """Numbers that nobody can look up."""
    for figure in checked.official.figures:
        if not figure.title:
            yield checked.remark("missing-source", ERROR, figure.line, "a number without a source", "add source_title")
        elif figure.url and urlsplit(figure.url).scheme not in ("http", "https"):
            says = f"{figure.url!r} is no address of a page"
            yield checked.remark("malformed-address", ERROR, figure.line, says, "write it with https://")
        elif not figure.url:
            says = f"the source of {_named(figure)} has no address"
            yield checked.remark("no-address", INFORMATION, figure.line, says, "add it if the source is on the web")


def duplicate(checked: CheckedFigures) -> Iterator[Remark]:
    """The same number from the same source twice."""
    first: dict[tuple[object, ...], int] = {}
    for figure in checked.official.figures:
        key = (*figure.key, figure.title, figure.url)
        if (before := first.setdefault(key, figure.line)) != figure.line:
            says = f"{_named(figure)} stands in line {before} from the same source"
            yield checked.remark("duplicate", ERROR, figure.line, says, "keep one, or tell the periods apart")


def conflict_without_preferred(checked: CheckedFigures) -> Iterator[Remark]:
    """Sources that differ while no value is marked, or more than one."""
    for figures in checked.official.by_key.values():
        marked = [figure for figure in figures if figure.preferred]
        values = sorted({figure.value for figure in figures})
        if len(marked) > 1:
            says = f"{_named(figures[0])} has more than one preferred value"
            yield checked.remark("two-preferred", ERROR, marked[1].line, says, "keep one mark")
        elif len(values) > 1 and not marked:
            says = f"{_named(figures[0])} is given as {', '.join(map(str, values))}"
            mend = "mark one as preferred and say why; delete none"
            yield checked.remark("conflict-without-preferred", ERROR, figures[1].line, says, mend)
        elif len(values) == 1 and marked:
            says = f"{_named(figures[0])} is marked as preferred, but nothing conflicts with it"
            yield checked.remark("idle-preference", WARNING, marked[0].line, says, "take the mark and its reason out")


def sum_contradicts(checked: CheckedFigures) -> Iterator[Remark]:
    """Totals that are not the sum of their parts where all stand."""
    for key, figures in checked.official.by_key.items():
        total = chosen_of(figures).chosen
        for rule in checked.official.vocabulary.sums:
            if rule.total != total.measure or not rule.holds_in(total.year):
                continue
            parts = _parts(checked, rule, key)
            if parts is not None and sum(parts.values()) != total.value:
                added = " + ".join(f"{name} {value}" for name, value in parts.items())
                says = f"{_named(total)} is {total.value}, but {added} = {sum(parts.values())}"
                yield checked.remark("sum-contradicts", ERROR, total.line, says, "look at the sources again")


def _parts(checked: CheckedFigures, rule: Sum, key: tuple[str, int, str, str | None, str]) -> dict[str, int] | None:
    place, year, _, origin, period = key
    parts: dict[str, int] = {}
    for name in rule.parts:
        found = checked.official.value(place, year, name, origin, period)
        if found is not None:
            parts[name] = found.value
        elif name not in rule.may_be_absent:
            return None
    return parts


def origins_exceed_total(checked: CheckedFigures) -> Iterator[Remark]:
    """Origins that together are more than all origins."""
    together: dict[tuple[str, int, str, None, str], int] = defaultdict(int)
    for key, figures in checked.official.by_key.items():
        if key[3]:
            together[(key[0], key[1], key[2], None, key[4])] += chosen_of(figures).value
    for key, added in together.items():
        if (lines := checked.official.by_key.get(key)) and added > (total := chosen_of(lines).chosen).value:
            says = f"{_named(total)} is {total.value}, but its origins add up to {added}"
            yield checked.remark("origins-exceed-total", ERROR, total.line, says, "look at the sources again")


def balance_contradicts(checked: CheckedFigures) -> Iterator[Remark]:
    """Stocks that do not follow from the stock of the year before."""
    for key, figures in checked.official.by_key.items():
        place, year, name, origin, period = key
        for rule in checked.official.vocabulary.balances:
            if rule.stock != name or period or year in rule.leave_out:
                continue
            found = [
                checked.official.value(place, at, part, origin)
                for at, part in ((year - 1, name), *((year, part) for part in (*rule.plus, *rule.minus)))
            ]
            if not all(found):
                continue
            values = [value.value for value in found if value is not None]
            plus = 1 + len(rule.plus)
            expected, total = sum(values[:plus]) - sum(values[plus:]), chosen_of(figures).chosen
            if expected != total.value:
                says = f"{_named(total)} is {total.value}, but the year before and the flows give {expected}"
                yield checked.remark("balance-contradicts", ERROR, total.line, says, "look at the sources again")


LINTS: tuple[Callable[[CheckedFigures], Iterator[Remark]], ...] = (
    unknown_place,
    year_out_of_range,
    missing_source,
    duplicate,
    conflict_without_preferred,
    sum_contradicts,
    origins_exceed_total,
    balance_contradicts,
)
