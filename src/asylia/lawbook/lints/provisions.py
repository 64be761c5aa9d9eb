"""Lints of provisions: upkeep, gaps, what nobody uses, contested readings, goals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from asylia.lawbook.fields import nearest
from asylia.lawbook.lints.remark import ERROR, INFORMATION, WARNING, Checked, Remark
from asylia.lawbook.lints.uses import names_beside_provisions, names_in_links, names_in_provision

RE_READ_EVERY_DAYS = 366


def not_reread(law: Checked) -> Iterator[Remark]:
    """A provision that nobody has compared with its source for a year."""
    mend = "compare it with its source and set 're-read'"
    for provision in law.data.provisions.values():
        if provision.reread is None:
            says = f"{provision.id} does not say when it was last compared with its source"
        elif (law.today - provision.reread).days > RE_READ_EVERY_DAYS:
            says = f"{provision.id} was last compared with its source on {provision.reread}"
        else:
            continue
        yield Remark("not-re-read", WARNING, provision.file, provision.line, says, mend)


def version_gap(law: Checked) -> Iterator[Remark]:
    """Days between two versions on which a provision was not in force."""
    for provision in law.data.provisions.values():
        versions = sorted(provision.versions, key=lambda version: version.start)
        covered = versions[0].end or date.max
        for version in versions[1:]:
            if covered < date.max and version.start > covered + timedelta(days=1):
                first, last = covered + timedelta(days=1), version.start - timedelta(days=1)
                says = f"{provision.id} was not in force from {first} to {last}"
                mend = "add a version if it was"
                yield Remark("version-gap", INFORMATION, provision.file, version.line, says, mend)
            covered = max(covered, version.end or date.max)


def unused_term(law: Checked) -> Iterator[Remark]:
    """A term that nothing refers to."""
    data = law.data
    used = names_in_links(data) | names_beside_provisions(data)
    used |= {alias.provision for alias in data.aliases.values() if alias.provision}
    used.update(*map(names_in_provision, data.provisions.values()))
    for provision in data.provisions.values():
        if provision.kind == "term" and provision.id not in used:
            waits = provision.place == "INT" and not law.is_whole
            mend = "refer to it, or take it out" if not waits else "it waits for the law of further places"
            severity = INFORMATION if waits else WARNING
            says = f"nothing uses the term {provision.id}"
            yield Remark("unused-term", severity, provision.file, provision.line, says, mend)


def no_safer_reading(law: Checked) -> Iterator[Remark]:
    """A contested provision of which no reading is marked as the safer for the person."""
    for provision in law.data.provisions.values():
        if len(provision.readings) > 1 and not any(reading.safer for reading in provision.readings):
            says = f"none of the readings of {provision.id} is marked as the safer for the person"
            mend = "add 'safer: true' to one"
            yield Remark("no-safer-reading", WARNING, provision.file, provision.line, says, mend)


def idle_goal(law: Checked) -> Iterator[Remark]:
    """A goal that no provision reaches, or that lists one which does not exist."""
    file = f"{law.name}/goals.yaml"
    lines = {str(block["id"]): line for block, line in law.listed(file, "goals")}
    for goal in law.data.goals:
        line = lines.get(goal.id, 1)
        for name in goal.provisions:
            if name not in law.data.provisions:
                says = f"the goal {goal.id} lists {name}, which does not exist"
                yield Remark("idle-goal", ERROR, file, line, says, nearest(name, law.data.provisions))
        if not any(map(goal.has, law.data.provisions.values())):
            says = f"no provision reaches the goal {goal.id}"
            yield Remark("idle-goal", WARNING, file, line, says, "list the provisions or kinds that reach it")
