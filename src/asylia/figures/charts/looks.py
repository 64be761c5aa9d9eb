"""How bars and lines look: told apart by pattern, dash and shape, so that a grey print tells them apart too."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement  # builds, never parses

INK, SOFT, GRID = "#1a1a1a", "#4a4a4a", "#dcdcdc"
MARK = "#5c1a1a"


@dataclass(frozen=True, slots=True)
class BarLook:
    """A ground, and what is drawn on it."""

    ground: str
    pattern: str
    """`plain`, `stripes`, `dots`, `lines` or `squares`."""
    ink: str


@dataclass(frozen=True, slots=True)
class LineLook:
    """A colour, the dashes of the line and the shape of its points."""

    colour: str
    dash: tuple[int, ...]
    shape: str


BARS = {
    "recognised": BarLook("#12355b", "plain", "#12355b"),
    "complementary": BarLook("#8fb8d9", "stripes", "#12355b"),
    "humanitarian": BarLook("#fbf1dc", "dots", "#9a6a10"),
    "resettled": BarLook("#3f6f4e", "plain", "#3f6f4e"),
    "decided": BarLook("#dfe5ea", "lines", "#6b7c8a"),
}
LINES = {
    "first": LineLook("#12355b", (1, 0), "circle"),
    "second": LineLook("#a34a00", (7, 3), "square"),
    "third": LineLook("#2f6b3a", (2, 3), "triangle-up"),
    "fourth": LineLook("#7a3a7a", (9, 3, 2, 3), "diamond"),
    "fifth": LineLook("#5a5a5a", (4, 2), "cross"),
}
SHAPES = {
    "circle": "M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0Z",
    "square": "M-4,-4H4V4H-4Z",
    "triangle-up": "M0,-5L5,4H-5Z",
    "diamond": "M0,-5L5,0L0,5L-5,0Z",
    "cross": "M-4.5,-1.5H-1.5V-4.5H1.5V-1.5H4.5V1.5H1.5V4.5H-1.5V1.5H-4.5Z",
}
"""The shapes as the legend draws them, about eight units wide; Vega knows them by the same names."""


def pattern_id(chart_id: str, look: str) -> str:
    """The id of a pattern, its own in every chart: several may stand in one page."""
    return f"{chart_id}-{look}"


def add_pattern(parent: Element, chart_id: str, name: str) -> None:
    """Define the pattern of a bar look."""
    look = BARS[name]
    pattern = SubElement(
        parent,
        "pattern",
        {"id": pattern_id(chart_id, name), "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"},
    )
    SubElement(pattern, "rect", {"width": "6", "height": "6", "fill": look.ground})
    stroke = {"stroke": look.ink, "stroke-width": "1.4", "fill": "none"}
    match look.pattern:
        case "stripes":
            SubElement(pattern, "path", {"d": "M-1.5,1.5L1.5,-1.5M0,6L6,0M4.5,7.5L7.5,4.5", **stroke})
        case "dots":
            SubElement(pattern, "circle", {"cx": "3", "cy": "3", "r": "1.3", "fill": look.ink})
        case "lines":
            SubElement(pattern, "path", {"d": "M0,3H6", **stroke, "stroke-width": "0.8"})
