"""A figure as people may read it: R8 says when a percentage would say more than is known, R12 what it may be called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from asylia.figures.caveats import caveats_on
from asylia.figures.definitions import definitions
from asylia.figures.measures import read_vocabulary
from asylia.figures.model import FLAGS, Figure
from asylia.figures.of_decisions import SMALL_CELLS
from asylia.languages.texts import Texts

FEW = 20
"""R8: below this numerator, counts are shown and no percentage."""


def needs_counts(figure: Figure) -> bool:
    """R8: whether a share is of so few, or so much of it is rounded, that only its counts may be read."""
    if figure.unit != "percent" or figure.numerator is None or figure.value is None:
        return False
    return figure.numerator < FEW or 2 * figure.parts.get(SMALL_CELLS, 0) > figure.numerator


def value_shown(figure: Figure, said: Texts) -> str:
    """The number as R8 lets it be read; in words where none is given or known, never as 0 %."""
    if figure.value is None:
        return said.word("figures_not_known" if figure.withheld in (None, "R7") else "figures_not_given")
    if needs_counts(figure):
        return of_shown(figure, said)
    return amount_shown(figure.value, figure.unit, said)


def amount_shown(value: float, unit: str, said: Texts) -> str:
    """An amount in its unit: rates with one decimal, with two only below one per cent."""
    if unit == "percent":
        return said.word("figures_percent", n=f"{value:.{2 if 0 < value < 1 else 1}f}")
    if unit in ("points", "years"):
        return said.word(f"figures_{unit}", n=f"{value:{'+' if unit == 'points' else ''}.1f}")
    return f"{value:,.0f}"


def of_shown(figure: Figure, said: Texts) -> str:
    """Numerator and denominator (R1); empty where there is none."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    return said.word("figures_part_of", part=f"{figure.numerator:,.0f}", whole=f"{figure.denominator:,.0f}")


def parts_shown(figure: Figure, said: Texts) -> str:
    """The sums behind a figure (R1)."""
    words = (f"{part_name(name, said)} {count:,.0f}" for name, count in figure.parts.items() if name != SMALL_CELLS)
    return " · ".join(words)


def part_name(name: str, said: Texts) -> str:
    """What a part counts: a column of UNHCR's, or a number of the official figures."""
    official = read_vocabulary().measures.get(name)
    if name.startswith("dec_") or official is None:
        return said.word(f"figures_part_{name}")
    return said.titled(official.title)


def measure_label(measure: str, stage: str | None, said: Texts) -> str:
    """The full label of a measure: never "recognition rate" alone (R12)."""
    found = definitions().measures.get(measure)
    if found is None:  # an official number under its own name
        return part_name(measure, said)
    return said.word(f"measure_{measure}", stage=said.word(f"figures_stage_{stage}") if stage else "")


def flag_shown(flag: str, said: Texts) -> str:
    """A flag, or the rule for which no value is given, as a sentence."""
    return said.word(f"flag_{flag.lower()}")


def flags_of_all(figures: Iterable[Figure]) -> Mapping[str, str]:
    """The flags of several figures with the letter under which a table refers to each, in the order of the model."""
    raised = {flag for figure in figures for flag in (*figure.flags, figure.withheld) if flag}
    ordered = [*(flag for flag in FLAGS if flag in raised), *sorted(raised.difference(FLAGS))]
    return {flag: chr(ord("a") + at) for at, flag in enumerate(ordered)}


def reasons(figure: Figure, said: Texts) -> list[str]:
    """Why the caveats that no query can see strike this figure, with their sources."""
    return [
        said.titled({"en": f"{caveat.why} ({caveat.source})"})
        for caveat in caveats_on(figure.measure, figure.place, figure.year)
        if figure.release.source == "unhcr"
    ]


def source_shown(figure: Figure, said: Texts) -> str:
    """The source, its edition, the day it was got and its licence (R11)."""
    release = figure.release
    if release.source == "official":
        return said.word("figures_source_official", title="; ".join(figure.citations) or release.title)
    got = release.retrieved.isoformat() if release.retrieved else said.word("figures_not_known")
    return said.word("figures_source", title=release.title, version=release.version, date=got, licence=release.licence)
