"""Pairs of cases that differ in one condition, for every condition of the law.

    python tools/pairs.py write     find them anew and write tests/data/pairs; takes about three minutes
    python tools/pairs.py check     exit code 1 if that would change a file

For each version of each provision one base case is found, which meets it by the first alternatives that a person can
meet together, and for each leaf two cases near the base that differ in this leaf and in which it decides. The law and
the links between facts say who is a possible person. What is written is data: review it, then commit it. Reasons under
`uncovered` are written by hand and kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, islice
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.law.pairs_support import (
    FOLDER,
    Pair,
    PairsOfUnit,
    Person,
    Place,
    Said,
    Unit,
    asked_at,
    covered_provisions,
    leaves,
    needed,
    node_at,
    person_in,
    put,
    stored_pairs,
    units_of,
    with_mutant,
)  # fmt: skip
from ways import Search, Way

from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.lawbook.cache import load_law
from asylia.lawbook.conditions import TREATY
from asylia.lawbook.law import FIRST_LAW, Lawbook
from asylia.lawbook.model import LAW_TEXT_CERTAIN
from asylia.logic.expression import All, Expression, Ref, names_in, parts_of

ROOT = Path(__file__).resolve().parents[1]
MOST_TRIES = 300
"""How many pairs of cases of one sort are tried for a leaf."""
HEADER = """\
# Written by `python tools/pairs.py write`; the diff is reviewed by somebody who knows the law. For each version: a base
# case, and for each condition two cases that differ in it alone. `changes` turn the base into the first case (`gives`),
# `without` turns the first into the second (`then`). What is not named is not so. Reasons under `uncovered` are kept.
"""


class PairFinder:
    """Finds the base and the pairs of one unit on one day."""

    def __init__(self, lawbook: Lawbook, unit: Unit, day: date) -> None:
        self._lawbook, self._unit, self._day = lawbook, unit, day
        self._place = asked_at(lawbook.data, unit.name)
        self._law = lawbook.at(day, self._place)
        formulas = needed(self._law.formulas, unit.name)
        names = [n for f in (self._law.formulas[unit.name], *formulas.values()) for n in names_in(f)]
        self._uncertain = any(name.startswith(LAW_TEXT_CERTAIN) for name in names)

    def find(self, reasons: dict[str, str]) -> PairsOfUnit:
        """The base, a pair for each leaf, and for leaves that no pair can show the reason given by hand."""
        unit = self._unit
        base = self._base()
        person = self._person(base)
        assert person is not None
        pairs, uncovered = [], {}
        for leaf, place in leaves(unit.expression).items():
            pair = None if leaf in reasons else self._pair(leaf, place, base, person.answers)
            if pair is None:
                uncovered[leaf] = reasons.get(leaf, "?")
            else:
                pairs.append(pair)
        gives = person.outcome(unit.name)
        return PairsOfUnit(unit.provision, unit.start, unit.part, self._day, base, gives, tuple(pairs), uncovered)

    def _person(self, case: Said) -> Person | None:
        try:
            return person_in(self._lawbook, self._unit.name, self._day, case)
        except InputError:
            return None

    def _base(self) -> Way:
        """The case of the first alternatives in which the unit is met, or open where its text is uncertain."""
        for wanted in ("met", "open"):
            for way in Search(self._law, self._unit, self._day, None).ways(self._unit.expression, so=True):
                person = self._person(way)
                if person is not None and person.outcome(self._unit.name) == wanted:
                    return self._short(way, {}, {})
        raise SystemExit(f"{self._unit.id}: no possible person meets it")

    def _short(self, case: Way, before: Way, after: Way, leaf: str = "") -> Way:
        """The answers of a case without those that change nothing, neither here nor once what comes after is added.

        What the leaf names is kept."""

        def persons(answers: Way) -> list[Said]:
            cases = {**before, **answers}, {**before, **answers, **after}
            return [person.answers if (person := self._person(one)) else {} for one in cases]

        for fact in [fact for fact, answer in case.items() if (answer is False or before) and fact not in leaf]:
            fewer = {f: a for f, a in case.items() if f != fact}
            if persons(fewer) == persons(case):
                case = fewer
        return case

    def _pair(self, leaf: str, place: Place, base: Way, known: Said) -> Pair | None:
        expression = self._unit.expression
        node = node_at(expression, place)
        if isinstance(node, Ref) and node.name.startswith(TREATY):
            return self._treaty_pair(leaf, node.name, base)
        while place and len(parts_of(node_at(expression, place[:-1]))) == 1:
            place = place[:-1]
        removed = put(expression, place, None) if place else None
        search = Search(self._law, self._unit, self._day, known)
        for must_notice in (removed, None):
            for tries in self._tries(search, base, leaves(expression)[leaf], node):
                for first, second in islice(tries, MOST_TRIES):
                    pair = self._tried(leaf, base, first, second, must_notice)
                    if pair is not None:
                        return pair
        return None

    def _tries(self, search: Search, base: Way, place: Place, node: Expression) -> Iterator[Iterable[tuple[Way, Way]]]:
        """Pairs of cases worth trying, sort by sort.

        First what differs least; then where something else moves with the leaf since facts are linked; then where
        something else stays unknown.
        """
        flips = {so: search.ways(node, so=not so)[:20] for so in (True, False)}
        deciding = [(way, so) for so in (True, False) for way in search.deciding(self._unit.expression, place, so=so)]
        plain = [_ordered(way, {**way, **flip}, so) for way, so in deciding for flip in flips[so]]
        plain = [pair for pair in plain if _differences(*pair)]
        yield sorted(plain, key=lambda pair: (_differences(*pair), search.cost(pair[0])))
        possible = [(way, so) for way, so in deciding if self._person({**base, **self._in_the_way(base, way), **way})]
        further = [(way, flip, so) for way, so in possible[:20] for flip in flips[so][:5]]
        unclear = [(way, flip, so) for way, so in deciding[:20] for flip in flips[so][:5]]
        for size in (1, 2):
            yield (
                _ordered(way, {**way, **move, **flip}, so)
                for way, flip, so in further
                for move in _moves(way, flip, size)
            )
            yield (
                _ordered({**way, **vague}, {**way, **vague, **flip}, so)
                for way, flip, so in unclear
                for vague in (dict.fromkeys(move, "unknown") for move in _moves(way, flip, size))
            )

    def _tried(self, leaf: str, base: Way, first: Way, second: Way, removed: Expression | None) -> Pair | None:
        """The pair of these two cases, if both are possible, end differently, and one of them hangs on the leaf."""
        first = {**self._in_the_way(base, {**first, **second}), **self._in_the_way(base, first), **first}
        one, other = self._person({**base, **first}), self._person({**base, **first, **second})
        if one is None or other is None or not _is(one, first) or not _is(other, second):
            return None
        gives, then = one.outcome(self._unit.name), other.outcome(self._unit.name)
        if gives == then or ("open" in (gives, then) and not self._uncertain and "unknown" not in first.values()):
            return None
        if removed is not None and not any(self._notices(person, removed) for person in (one, other)):
            return None
        moved = {f: a for f, a in second.items() if one.answers.get(f, "unknown") != a}
        changes = self._short({f: a for f, a in first.items() if base.get(f) != a}, base, moved, leaf)
        return Pair(leaf, changes, gives, self._short(moved, {**base, **changes}, {}, leaf), then)

    def _in_the_way(self, base: Way, way: Way) -> Way:
        """What of the rest of the base cannot stand beside a way, as not so; a day or a number is then not said."""
        rest = {fact: answer for fact, answer in base.items() if answer is not False and fact not in way}
        other: Way = {fact: False if answer is True else "unknown" for fact, answer in rest.items()}
        so = sorted(other, key=lambda fact: other[fact] is not False)
        for group in (group for size in (0, 1, 2) for group in combinations(so, size)):
            moved = {fact: other[fact] for fact in group}
            if self._person({**base, **way, **moved}) is not None:
                return moved
        return {}

    def _notices(self, person: Person, mutant: Expression) -> bool:
        name, formulas = self._unit.name, person.law.formulas
        mutated = {**formulas, name: with_mutant(formulas[name], self._unit, mutant)}
        return person.outcome_of(name, mutated) != person.outcome(name)

    def _treaty_pair(self, leaf: str, name: str, base: Way) -> Pair | None:
        """The same person at a place on the day on which the treaty began to bind it, and on the day before."""
        for place, at in self._lawbook.data.treaties[name.removeprefix(TREATY)].places.items():
            if not at.bound or at.earliest is None or at.earliest != at.latest or at.earliest <= self._unit.start:
                continue
            changes: Way = {"at": place} if place != self._place else {}
            if at.earliest != self._day:
                changes["on"] = at.earliest
            without: Way = {"on": at.earliest - timedelta(days=1)}
            one, other = self._person({**base, **changes}), self._person({**base, **changes, **without})
            if one is None or other is None:
                continue
            gives, then = one.outcome(self._unit.name), other.outcome(self._unit.name)
            formulas = [person.law.formulas for person in (one, other)]
            new = {n for n in formulas[0] if n.startswith(TREATY) and formulas[0][n] != formulas[1][n]}
            if gives == "met" and then == "not met" and new & set(names_in(self._unit.expression)) == {name}:
                return Pair(leaf, changes, gives, without, then)
        return None


def _is(person: Person, way: Way) -> bool:
    """Whether all that a way says is so of a person."""
    return all(person.answers.get(fact, "unknown") == answer for fact, answer in way.items())


def _moves(way: Way, fixed: Way, size: int) -> Iterator[Way]:
    """So many of the yes/no answers of a way, turned round, but none that is fixed."""
    free = [fact for fact, answer in way.items() if isinstance(answer, bool) and fact not in fixed]
    for group in combinations(free, size):
        yield {fact: not way[fact] for fact in group}


def _ordered(one: Way, other: Way, so: bool) -> tuple[Way, Way]:
    """The case with the leaf before the case without it."""
    return (one, other) if so else (other, one)


def _differences(one: Way, other: Way) -> int:
    return sum(one.get(fact) != answer for fact, answer in other.items())


def day_of(lawbook: Lawbook, unit: Unit) -> date:
    """The first day of a version; in international law, the first day on which all it refers to binds the place."""
    provisions, treaties = lawbook.data.provisions, lawbook.data.treaties
    place = asked_at(lawbook.data, unit.name)
    days = [FIRST_LAW, unit.start]
    if provisions[unit.provision].place != "INT":
        return max(days)
    conditions = {p.id: All(tuple(one.expression for one in units_of(p))) for p in provisions.values()}
    inner = needed(conditions, unit.provision)
    for name in dict.fromkeys(names_in(All((conditions[unit.provision], *inner.values())))):
        if name in provisions:
            days.append(provisions[name].versions[0].start)
        elif name.startswith(TREATY):
            days.append(treaties[name.removeprefix(TREATY)].places[place].latest or FIRST_LAW)
    return max(days)


def written(lawbook: Lawbook) -> dict[Path, str]:
    """The content of every file of pairs, as the law now stands."""
    reasons = {(u.id, leaf): reason for u in stored_pairs() for leaf, reason in u.uncovered.items()}
    files: dict[Path, dict[str, list[dict[str, object]]]] = {}
    for provision in covered_provisions(lawbook.data):
        folder = lawbook.data.places[provision.place].folder
        file = files.setdefault(FOLDER / f"{folder}_{provision.subject}.yaml", {})
        for unit in units_of(provision):
            finder = PairFinder(lawbook, unit, day_of(lawbook, unit))
            known = {leaf: reasons[unit.id, leaf] for leaf in leaves(unit.expression) if (unit.id, leaf) in reasons}
            file.setdefault(provision.id, []).append(_block(finder.find(known)))
    return {path: _text({"provisions": content}) for path, content in files.items()}


def _block(found: PairsOfUnit) -> dict[str, object]:
    block: dict[str, object] = {"from": found.start, "part": found.part, "assessed on": found.day}
    block |= {"base": dict(found.base), "gives": found.gives, "pairs": [_pair_block(pair) for pair in found.pairs]}
    block |= {"uncovered": dict(found.uncovered)}
    return {key: value for key, value in block.items() if key == "base" or value not in ("", {}, [])}


def _pair_block(pair: Pair) -> dict[str, object]:
    changes = {"changes": dict(pair.changes)} if pair.changes else {}
    return {"leaf": pair.leaf, **changes, "gives": pair.gives, "without": dict(pair.without), "then": pair.then}


def _text(content: object) -> str:
    return HEADER + yaml.dump(
        content, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None
    )


class _Plain(yaml.SafeDumper):
    """Writes a day that occurs twice out twice."""

    def ignore_aliases(self, _: object) -> bool:
        return True


def main(task: str) -> int:
    """Write the pairs, or say which files would change. Returns the exit code."""
    files = written(Lawbook(load_law(data_folder("law"))))
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if task == "write":
            path.write_text(files[path], encoding="utf-8")
        print(f"{'written' if task == 'write' else 'would change'}: {path.relative_to(ROOT)}")
    return int(task != "write" and bool(stale))


if __name__ == "__main__":
    if sys.argv[1:] not in (["write"], ["check"]):
        raise SystemExit(__doc__)
    raise SystemExit(main(sys.argv[1]))
