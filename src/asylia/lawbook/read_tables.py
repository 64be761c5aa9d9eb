"""Reads what stands beside the provisions of every place: time limits, stages, rights, guarantees, duties."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from asylia.lawbook.conditions import Conditions
from asylia.lawbook.model import Event, Fact, Place
from asylia.lawbook.procedure import Procedure, Timetable
from asylia.lawbook.read_procedure import Known, read_procedure, read_timetable
from asylia.lawbook.read_rights import read_duties, read_matrix, read_rows
from asylia.lawbook.rights import Duty, Matrix
from asylia.lawbook.tables import Tables

FILES = ("deadlines.yaml", "stages.yaml", "rights.yaml", "guarantees.yaml", "duties.yaml")
"""The files of a place that hold tables, not provisions."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the tables may name."""

    conditions: Conditions
    facts: Mapping[str, Fact]
    events: Mapping[str, Event]
    provisions: Collection[str]
    treaties: Collection[str]
    places: Mapping[str, Place]


def read_tables(folder: Path, names: Names) -> Tables:
    """The tables of all places. Raises InputError."""
    rows = folder / "rows.yaml", f"{folder.name}/rows.yaml"
    if not rows[0].exists():
        return Tables()
    rights_rows, guarantee_rows = read_rows(*rows, "rights"), read_rows(*rows, "guarantees")
    timetables: dict[str, Timetable] = {}
    procedures: dict[str, Procedure] = {}
    rights: dict[str, Matrix] = {}
    guarantees: dict[str, Matrix] = {}
    duties: list[Duty] = []
    for place in names.places.values():
        known = Known(place, names.conditions, names.facts, names.events, names.provisions)
        for file in FILES:
            path, shown = folder / place.folder / file, f"{folder.name}/{place.folder}/{file}"
            if not path.exists():
                continue
            limits = timetables[place.code].limits if place.code in timetables else ()
            stages = procedures[place.code].stages if place.code in procedures else ()
            match file:
                case "deadlines.yaml":
                    timetables[place.code] = read_timetable(path, shown, known)
                case "stages.yaml":
                    procedures[place.code] = read_procedure(path, shown, known, limits)
                case "rights.yaml":
                    rights[place.code] = read_matrix(path, shown, "right", known, rights_rows, stages)
                case "guarantees.yaml":
                    guarantees[place.code] = read_matrix(path, shown, "guarantee", known, guarantee_rows, stages)
                case _:
                    duties += read_duties(path, shown, names.conditions, rights_rows, names.treaties, names.places)
    return Tables(timetables, procedures, rights, guarantees, rights_rows, guarantee_rows, tuple(duties))
