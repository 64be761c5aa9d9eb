"""The procedure of a place as a map: stages from first to last, the ways between, and where the case stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # builds, never parses

from asylia.assessment.lines import Line
from asylia.assessment.standing import Standing
from asylia.assessment.words import Words
from asylia.languages.wrapping import wrapped
from asylia.lawbook.procedure import GENERAL_STAGES, Move, Stage

_WIDTH, _BOX, _PADDING = 760, 560, 12
_LINE, _TITLE, _GAP, _LANE = 19, 24, 22, 14
_LETTERS_IN_A_LINE, _LETTERS_IN_A_TITLE = 72, 56
_STYLE = (
    "text{font-family:system-ui,sans-serif;font-size:14px;fill:#1a1a1a}"
    ".title{font-weight:700;font-size:16px}.box{fill:#fff;stroke:#555;stroke-width:1.5}"
    ".here{fill:#fff3c4;stroke:#000;stroke-width:3}.way{fill:none;stroke:#8a8a8a;stroke-width:1.2}"
    ".back{stroke-dasharray:5 4}"
)


@dataclass(frozen=True, slots=True)
class _Box:
    stage: Stage
    titles: tuple[str, ...]
    lines: tuple[str, ...]
    top: int

    @property
    def height(self) -> int:
        return _TITLE * len(self.titles) + _LINE * len(self.lines) + _PADDING

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


def in_order_of_time(stages: Mapping[str, Stage]) -> tuple[Stage, ...]:
    """The stages from the first to the last: by their general word, then as law files have them, the furthest first."""
    ordered = sorted(enumerate(stages.values()), key=lambda at: (GENERAL_STAGES.index(at[1].general), -at[0]))
    return tuple(stage for _, stage in ordered)


def _numbers(stages: Mapping[str, Stage]) -> Mapping[str, int]:
    """The number of each stage on the map, by which ways name where they lead."""
    return {stage.id: at for at, stage in enumerate(in_order_of_time(stages), start=1)}


def map_lines(stages: Mapping[str, Stage], standing: Standing, words: Words) -> Iterator[Line]:
    """The map as text: every stage with the ways that lead on from it."""
    texts = words.texts
    yield Line(0, f"{texts.word('map_title')}: {words.place()}", "title")
    for stage in in_order_of_time(stages):
        here = stage is standing.stage
        mark = f" ← {texts.word('map_here')}" if here else ""
        maybe = f" ({texts.word('map_maybe_here')})" if stage in standing.may_be else ""
        number = _numbers(stages)[stage.id]
        yield Line(1, f"{number} {texts.titled(stage.title)}{mark}{maybe}", "finding", "●" if here else "○")
        for move in stage.moves:
            yield Line(3, _way(move, stages, words), "note", "→")
        if stage.dead_end:
            yield Line(3, texts.said(stage.dead_end), "note", "■")


def _way(move: Move, stages: Mapping[str, Stage], words: Words) -> str:
    texts = words.texts
    to = stages.get(move.to) or words.law.data.tables.procedures[words.law.place].custody[move.to]
    limits = words.law.data.tables.timetables[words.law.place].limits if move.limit else {}
    within = f" [{texts.titled(limits[move.limit].title)}]" if move.limit else ""
    number = _numbers(stages).get(move.to, "")
    return f"{texts.titled(move.on)}: {f'{number} {texts.titled(to.title)}'.strip()}{within}"


def map_svg(stages: Mapping[str, Stage], standing: Standing, words: Words) -> str:
    """The map as SVG with real text: boxes from top to bottom, ways on as arcs on the right, ways back dashed."""
    boxes = _boxes(stages, standing, words)
    arcs = _arcs(boxes)
    lanes = 1 + max((lane for *_, lane in arcs), default=0)
    width, height = max(_WIDTH, _BOX + 60 + lanes * _LANE), boxes[-1].top + boxes[-1].height + _GAP
    title = f"{words.texts.word('map_title')}: {words.place()}"
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "lang": words.texts.language,
            "aria-label": title,
        },
    )
    SubElement(svg, "title").text = title
    SubElement(svg, "style").text = _STYLE
    SubElement(svg, "defs").append(_arrow_head())
    _text(svg, title, _PADDING, _LINE + 4, "title")
    for start, end, lane in arcs:
        svg.append(_arc(start, end, lane))
    for box in boxes:
        _draw(svg, box, box.stage is standing.stage)
    indent(svg)
    return tostring(svg, encoding="unicode") + "\n"


def _boxes(stages: Mapping[str, Stage], standing: Standing, words: Words) -> list[_Box]:
    found: list[_Box] = []
    top = 2 * _GAP
    for number, stage in enumerate(in_order_of_time(stages), start=1):
        here = f" ← {words.texts.word('map_here')}" if stage is standing.stage else ""
        titles = wrapped(f"{number} {words.texts.titled(stage.title)}{here}", _LETTERS_IN_A_TITLE)
        said = [f"→ {_way(move, stages, words)}" for move in stage.moves]
        if stage.dead_end:
            said.append(f"■ {words.texts.said(stage.dead_end)}")
        lines = (line for text in said for line in wrapped(text, _LETTERS_IN_A_LINE))
        box = _Box(stage, tuple(titles), tuple(lines), top)
        found.append(box)
        top += box.height + _GAP
    return found


def _arcs(boxes: Sequence[_Box]) -> list[tuple[_Box, _Box, int]]:
    """The ways between boxes, each in the innermost lane that no other way uses along its length."""
    by_id = {box.stage.id: box for box in boxes}
    pairs = {(box.stage.id, move.to) for box in boxes for move in box.stage.moves if move.to in by_id}
    ways = sorted(
        ((by_id[start], by_id[end]) for start, end in pairs if start != end),
        key=lambda way: (abs(way[0].top - way[1].top), way[0].top, way[1].top),
    )
    taken: list[list[tuple[int, int]]] = []
    found = []
    for start, end in ways:
        low, high = sorted((start.middle, end.middle))
        lane = next(
            (at for at, spans in enumerate(taken) if all(high < a or b < low for a, b in spans)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found.append((start, end, lane))
    return found


def _arc(start: _Box, end: _Box, lane: int) -> Element:
    right, out = _PADDING + _BOX, _PADDING + _BOX + 24 + lane * _LANE
    shift = 6 if start.top < end.top else -6
    way = f"M{right},{start.middle + shift} H{out} V{end.middle - shift} H{right + 3}"
    back = " back" if end.top < start.top else ""
    return Element("path", {"class": f"way{back}", "d": way, "marker-end": "url(#arrow)"})


def _arrow_head() -> Element:
    marker = Element(
        "marker",
        {"id": "arrow", "viewBox": "0 0 10 10", "refX": "9", "refY": "5", "markerWidth": "8", "markerHeight": "8",
         "orient": "auto-start-reverse"},
    )  # fmt: skip
    SubElement(marker, "path", {"d": "M0,0 L10,5 L0,10 z", "fill": "#8a8a8a"})
    return marker


def _draw(svg: Element, box: _Box, is_here: bool) -> None:
    group = SubElement(svg, "g")
    SubElement(
        group,
        "rect",
        {"class": "box here" if is_here else "box", "x": str(_PADDING), "y": str(box.top), "width": str(_BOX),
         "height": str(box.height), "rx": "6"},
    )  # fmt: skip
    for at, title in enumerate(box.titles, start=1):
        _text(group, title, 2 * _PADDING, box.top + _TITLE * at, "title")
    below = box.top + _TITLE * len(box.titles)
    for at, line in enumerate(box.lines, start=1):
        _text(group, line, 2 * _PADDING + 8, below + _LINE * at, "")


def _text(parent: Element, text: str, x: int, y: int, kind: str) -> None:
    element = SubElement(parent, "text", {"x": str(x), "y": str(y), **({"class": kind} if kind else {})})
    element.text = text
