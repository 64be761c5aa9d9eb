"""A figure as it may be printed (R7, R8): counts for small numbers, one decimal for rates, and never 0 % for unknown."""

from __future__ import annotations

from asylia.figures.model import Figure
from asylia.languages.texts import Texts

SMALL = 20
"""R8: a numerator below this is shown as a count."""


def shown(figure: Figure, texts: Texts) -> str:
    """The number as R8 lets it be printed; in words where it is unknown or withheld."""
    if figure.value is None:
        return texts.word("chart_withheld" if figure.withheld else "chart_not_known")
    if figure.unit not in ("percent", "points"):
        return f"{figure.value:,.0f}" if figure.unit != "years" else f"{figure.value:.1f}"
    if is_small(figure):
        return texts.word("chart_of", part=f"{figure.numerator or 0:,.0f}", whole=f"{figure.denominator or 0:,.0f}")
    decimals = 2 if figure.unit == "percent" and 0 < abs(figure.value) < 1 else 1
    return f"{figure.value:,.{decimals}f}{' %' if figure.unit == 'percent' else ''}"


def is_small(figure: Figure) -> bool:
    """Whether a share is of so few that only the counts may be read (R8)."""
    return figure.unit == "percent" and figure.numerator is not None and figure.numerator < SMALL
