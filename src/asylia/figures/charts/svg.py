"""A chart as SVG: the drawing with its title, legend, marks, notes and source as real text, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement, tostring

from asylia.errors import InputError
from asylia.figures.charts.looks import BARS, INK, LINES, MARK, SHAPES, SOFT, add_pattern, pattern_id
from asylia.figures.charts.model import Chart, Series
from asylia.figures.charts.spec import EDGE, FONTS, chart_id, height_of, padding_above, padding_below, spec_of
from asylia.figures.charts.vega import Draw, draw
from asylia.languages.directions import from_right_to_left
from asylia.languages.texts import texts_in
from asylia.languages.wrapping import wrapped

WIDTHS = (320, 1200)
"""The least and the greatest width in pixels."""
_NAMESPACE = "http://www.w3.org/2000/svg"
_SIZES = {"title": (16, 21), "text": (12, 17), "small": (11, 15)}
"""By class: the size of the letters and the height of a line."""
_ONLY_AS_SVG = ("ar", "my")
_TALLER = {"ar": 1.15, "my": 1.45}
"""How much higher a line must be for letters with signs above and below."""
_OF_A_LETTER = 0.57
"""The width of a Latin letter as a share of its size, on an average and a little above that of the fonts asked for."""


def svg_of(chart: Chart, width: int = 600, draw: Draw = draw) -> str:
    """The picture with its words, as text elements. Same chart, same width, same bytes.

    `draw` draws what stands between the words; the site has a process of its own do it.
    """
    ElementTree.register_namespace("", _NAMESPACE)
    page = _Page(chart, width, draw)
    page.heading(chart.title)
    for series in () if chart.is_ranking else chart.series:
        if series.is_known:
            page.legend(series)
    page.unit(chart.unit)
    page.drawing()
    page.marks()
    for note in chart.notes:
        page.say(note, "text")
    page.space(4)
    for source in chart.sources:
        page.say(source, "small")
    return page.closed()


def png_of(svg: str, scale: float = 2.0) -> bytes:
    """The same as PNG; needs fonts for its language on this machine.

    Raises InputError for a language whose letters take other shapes beside each other: the library that draws the
    picture puts them in a wrong order, or over each other, where Latin ones stand among them. Browsers do not.
    """
    import vl_convert

    language = ElementTree.fromstring(svg).get("lang", "")  # noqa: S314  # our own picture
    if language in _ONLY_AS_SVG:
        raise InputError(f"words in {language} cannot be drawn as PNG", mend="write FILE.svg, or use --lang en")

    return bytes(vl_convert.svg_to_png(svg, scale=scale))


class _Page:
    """What was set so far, from the top down."""

    def __init__(self, chart: Chart, width: int, draw: Draw) -> None:
        self.chart, self.width, self.draw, self.y = chart, width, draw, EDGE
        self.is_rtl = texts_in(chart.language).word("language_direction") == "rtl"
        title, described = f"{chart_id(chart)}-title", f"{chart_id(chart)}-desc"
        self.root = Element(
            "svg",
            {
                "xmlns": _NAMESPACE,
                "role": "img",
                "lang": chart.language,
                "aria-labelledby": f"{title} {described}",
            },
        )
        SubElement(self.root, "title", {"id": title}).text = chart.title
        SubElement(self.root, "desc", {"id": described}).text = chart.summary
        fonts = FONTS.get(chart.language, FONTS["en"])
        self.body = Element("g", {"font-family": fonts, "fill": INK})
        definitions = SubElement(self.root, "defs")
        for series in chart.series:
            if series.is_bar:
                add_pattern(definitions, chart_id(chart), series.look)

    def heading(self, text: str) -> None:
        self.say(text, "title", weight="bold")
        self.space(4)

    def space(self, pixels: int) -> None:
        """Leave room."""
        self.y += pixels

    def say(self, text: str, kind: str, indent: int = 0, weight: str = "", colour: str = "") -> None:
        """A text, broken into lines that fit."""
        size, line = _SIZES[kind]
        line = round(line * _TALLER.get(self.chart.language, 1))
        letters = int((self.width - 2 * EDGE - indent) / (size * _OF_A_LETTER))
        for part in wrapped(text, letters):
            self.y += line
            self._text(part, EDGE + indent, self.y - 4, size, weight, colour)

    def legend(self, series: Series) -> None:
        """A sample of the look beside the label."""
        middle = self.y + 9
        if series.is_bar:
            box = {"x": str(EDGE), "y": str(middle - 6), "width": "22", "height": "12"}
            fill = f"url(#{pattern_id(chart_id(self.chart), series.look)})"
            SubElement(self.body, "rect", {**box, "fill": fill, "stroke": BARS[series.look].ink})
        else:
            look = LINES[series.look]
            stroke = {"stroke": look.colour, "stroke-width": "2", "fill": "none"}
            if look.dash != (1, 0):
                stroke["stroke-dasharray"] = " ".join(map(str, look.dash))
            SubElement(self.body, "path", {"d": f"M{EDGE},{middle}h28", **stroke})
            at = f"translate({EDGE + 14},{middle})"
            SubElement(self.body, "path", {"d": SHAPES[look.shape], "transform": at, "fill": look.colour})
        self.say(series.label, "text", indent=36)

    def unit(self, text: str) -> None:
        self.y += 6
        self.say(text, "small", colour=SOFT)

    def drawing(self) -> None:
        found = self.draw(spec_of(self.chart, self.width))
        drawing = ElementTree.fromstring(found)  # noqa: S314  # made a moment ago by the library, of our own words
        place = SubElement(self.body, "g", {"transform": f"translate(0,{self.y})"})
        place.extend(_bare(child) for child in drawing if not child.tag.endswith("rect"))
        above, below = padding_above(self.chart, self.width), padding_below(self.chart)
        self.y += above + height_of(self.chart, self.width) + below + 4

    def marks(self) -> None:
        """The words of each law mark under the number that it has in the picture."""
        if not self.chart.marks:
            return
        self.say(self.chart.marks_title, "text", weight="bold")
        for at, mark in enumerate(self.chart.marks, start=1):
            self._text(str(at), EDGE, self.y + 13, 12, "bold", MARK)
            self.say(f"{mark.day.isoformat()}  {self.chart.separator.join(mark.lines)}", "text", indent=20)
        self.y += 4

    def closed(self) -> str:
        """The whole picture as text."""
        height = self.y + EDGE
        self.root.set("viewBox", f"0 0 {self.width} {height}")
        self.root.set("width", str(self.width))
        self.root.set("height", str(height))
        SubElement(self.root, "rect", {"width": str(self.width), "height": str(height), "fill": "#ffffff"})
        self.root.append(self.body)
        return tostring(self.root, encoding="unicode") + "\n"

    def _text(self, text: str, x: int, y: int, size: int, weight: str = "", colour: str = "") -> None:
        about = {"x": str(x), "y": str(y), "font-size": str(size)}
        if weight:
            about["font-weight"] = weight
        if colour:
            about["fill"] = colour
        SubElement(self.body, "text", about).text = from_right_to_left(text) if self.is_rtl else text


def _bare(element: Element) -> Element:
    """A copy without roles and labels of its own: the picture is one image with one description."""
    kept = {name: value for name, value in element.attrib.items() if not name.startswith("aria-")}
    kept = {name: value for name, value in kept.items() if name not in ("role", "class", "pointer-events")}
    copy = Element(element.tag.removeprefix(f"{{{_NAMESPACE}}}"), kept)
    copy.text = element.text
    copy.extend(_bare(child) for child in _drawn(element))
    return copy


def _drawn(element: Element) -> Iterator[Element]:
    """Its parts without those that draw nothing."""
    for child in element:
        if child.get("display") != "none" and child.get("d") != "M0,0h0v0h0Z":
            yield child
