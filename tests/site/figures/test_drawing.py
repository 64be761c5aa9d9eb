"""Charts are drawn by a process of their own, which comes and goes without a reader noticing."""

from __future__ import annotations

import io
import json
import os
import select
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from asylia.figures.charts import vega
from asylia.site import drawing
from asylia.site.drawing import CannotDraw, Pencil


def spec_of(height: int) -> dict[str, object]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "height": height,
        "data": {"values": [{"year": 2024, "count": height}]},
        "mark": "point",
        "encoding": {"y": {"field": "count", "type": "quantitative"}},
    }


@pytest.fixture
def pencil() -> Iterator[Pencil]:
    one = Pencil(most=3)
    yield one
    one.put_down()


def process_of(pencil: Pencil) -> int:
    assert pencil._process is not None
    return pencil._process.pid


def test_it_draws_what_would_be_drawn_here_and_takes_a_new_process_after_its_last(pencil: Pencil) -> None:
    drawn, processes = {}, []
    for height in range(100, 105):
        drawn[height] = pencil.draw(spec_of(height))
        processes.append(process_of(pencil))

    assert drawn == {height: vega.draw(spec_of(height)) for height in drawn}
    assert [processes.index(one) for one in processes] == [0, 0, 0, 3, 3]


def test_a_process_that_was_killed_has_a_successor(pencil: Pencil) -> None:
    before = pencil.draw(spec_of(100))
    os.kill(process_of(pencil), signal.SIGKILL)

    assert pencil.draw(spec_of(100)) == before


def test_many_threads_get_each_its_own(pencil: Pencil) -> None:
    heights = list(range(100, 108))

    with ThreadPoolExecutor(4) as readers:
        drawn = list(readers.map(lambda height: pencil.draw(spec_of(height)), heights))

    assert drawn == [vega.draw(spec_of(height)) for height in heights]


def test_what_cannot_be_drawn_is_an_error_and_the_next_is_drawn(pencil: Pencil) -> None:
    with pytest.raises(CannotDraw):
        pencil.draw({"mark": "no such mark", "encoding": 7})

    assert "<svg" in pencil.draw(spec_of(100))


def test_a_process_that_is_stuck_is_given_up(pencil: Pencil, monkeypatch: pytest.MonkeyPatch) -> None:
    pencil.draw(spec_of(100))
    stuck = process_of(pencil)
    os.kill(stuck, signal.SIGSTOP)
    monkeypatch.setattr(drawing, "PATIENCE_SECONDS", 0.05)

    with pytest.raises(CannotDraw):  # a new process takes longer than that for its first drawing
        pencil.draw(spec_of(101))
    monkeypatch.undo()

    assert "<svg" in pencil.draw(spec_of(101))
    with pytest.raises(ProcessLookupError):
        os.kill(stuck, 0)


@pytest.mark.parametrize("is_asked", [True, False])
def test_it_ends_when_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, is_asked: bool) -> None:
    source, sink = io.BytesIO(json.dumps(spec_of(100)).encode() + b"\n"), io.BytesIO()
    turns = iter([is_asked, False])
    monkeypatch.setattr(select, "select", lambda read, *_: (read if next(turns) else [], [], []))

    vega.draw_lines(source, sink, most=9, idle_seconds=1)

    assert sink.getvalue().count(b"\n") == int(is_asked)
