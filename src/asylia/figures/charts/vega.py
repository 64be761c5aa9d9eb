"""Vega-Lite drawn by vl-convert: here, or in a process of its own (`python -m asylia.figures.charts.vega`).

The library carries a whole JavaScript engine, which takes 120 MB at its first drawing and never gives them back.
"""

from __future__ import annotations

import json
import select
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

Draw = Callable[[dict[str, Any]], str]
"""Makes SVG of a specification of Vega-Lite. The same specification gives the same bytes."""


def draw(spec: dict[str, Any]) -> str:
    """The drawing, made in this process."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, vl_version="6.4"))


def draw_lines(source: BinaryIO, sink: BinaryIO, *, most: int, idle_seconds: float) -> None:
    """A line of JSON out, the SVG as a string, for each line of JSON in, a specification.

    Ends after `most` drawings, when nothing was asked for so long, or with the source. Whoever asks must await each
    answer before the next line.
    """
    for _ in range(most):
        if not select.select([source], [], [], idle_seconds)[0]:
            return
        line = source.readline()
        if not line:
            return
        sink.write(json.dumps(draw(json.loads(line))).encode() + b"\n")
        sink.flush()


if __name__ == "__main__":
    draw_lines(sys.stdin.buffer, sys.stdout.buffer, most=int(sys.argv[1]), idle_seconds=float(sys.argv[2]))
