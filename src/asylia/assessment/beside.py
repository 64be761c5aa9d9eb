"""What other rooms say of a case, shown beside its assessment: how such claims fared, and who can help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from asylia.assessment.lines import Json, Line


@dataclass(frozen=True, slots=True)
class Beside:
    """By jurisdiction: the objects of `figures` and `help`, and the lines that say the same."""

    figures: Mapping[str, Sequence[Json]] = field(default_factory=dict)
    help: Mapping[str, Sequence[Json]] = field(default_factory=dict)
    figures_lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    help_lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)


NOTHING_BESIDE = Beside()
