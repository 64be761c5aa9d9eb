"""What stands beside the provisions: time limits, stages, rights and guarantees by place, and duties of treaties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from asylia.lawbook.procedure import Procedure, Timetable
from asylia.lawbook.rights import Duty, Matrix, Row


@dataclass(frozen=True, slots=True)
class Tables:
    """By place code; a place without a file of the kind has no entry."""

    timetables: Mapping[str, Timetable] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    rights: Mapping[str, Matrix] = field(default_factory=dict)
    guarantees: Mapping[str, Matrix] = field(default_factory=dict)
    rights_rows: Mapping[str, Row] = field(default_factory=dict)
    guarantee_rows: Mapping[str, Row] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
