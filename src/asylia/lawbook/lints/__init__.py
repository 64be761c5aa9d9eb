"""Lints: what can be read and is yet wrong, missing, or no longer kept up. Each is a function from a law to remarks.

What the reader refuses at once is no lint: overlapping versions, two derivations of one fact,
what needs itself, unknown names and keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from asylia.lawbook.lints import citations, exact, facts, provisions, tables
from asylia.lawbook.lints.remark import ERROR, INFORMATION, SEVERITIES, WARNING, Checked, Remark, read_checked
from asylia.lawbook.lints.uses import facts_needed

__all__ = [
    "ERROR", "INFORMATION", "LINTS", "SEVERITIES", "WARNING", "Checked", "Remark", "check_law", "facts_needed",
    "in_order", "read_checked",
]  # fmt: skip

LINTS: tuple[Callable[[Checked], Iterator[Remark]], ...] = (
    citations.unknown_instrument,
    citations.malformed_place,
    citations.unknown_source,
    citations.missing_source,
    citations.unused_instrument,
    facts.unused_fact,
    facts.both_polarities,
    facts.alias_without_provision,
    provisions.not_reread,
    provisions.version_gap,
    provisions.unused_term,
    provisions.no_safer_reading,
    provisions.idle_goal,
    tables.dead_end_without_words,
    tables.limit_that_no_stage_names,
    tables.remedy_without_limit,
    tables.missing_cell,
    tables.statement_without_source,
    tables.calendar_to_renew,
    exact.never_or_always,
    exact.redundant,
)


def check_law(law: Checked) -> list[Remark]:
    """The remarks of all lints on a law."""
    return [remark for lint in LINTS for remark in lint(law)]


def in_order(remarks: Iterable[Remark]) -> list[Remark]:
    """Errors first, then warnings, then information; each by file and line."""
    return sorted(remarks, key=lambda r: (SEVERITIES.index(r.severity), r.file, r.line, r.id, r.says))
