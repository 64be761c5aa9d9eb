"""What holds over all completions: every way in which the unknown facts may turn out that the linked facts allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any as Anything

from asylia.logic.clauses import Clauses, World
from asylia.logic.diagram import FALSE, TRUE, Diagrams, DiagramTooLarge, bits_of
from asylia.logic.expression import All, Any, AtLeast, Atom, Compare, Const, Expression, Not, Ref, without_cites
from asylia.logic.groups import CertainGroups
from asylia.logic.program import compared, truth_of
from asylia.logic.questions import Memo
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answers

ROOM_FOR_PERSONS = 0.5
"""Nodes that persons may leave behind before they are forgotten, as a share of those of the law itself.

A node takes half a kilobyte with what was joined. Later persons reuse what earlier ones left: without any room an
assessment takes a third longer.
"""
MOST_STEPS = 5_000
"""How many steps one search may take before the strong-Kleene answer is left to stand."""


@dataclass(frozen=True, slots=True)
class Exact:
    """One finding over all completions."""

    value: Truth
    function: int
    """The diagram of the finding, restricted to what is known."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person's answers, prepared for diagrams."""

    closed: dict[int, bool]
    """By level: the atoms that the answers and the links settle."""
    bits: int
    """A bit for each of these levels."""
    restricted: dict[int, int]
    """Memo of diagrams already restricted to them."""
    answers: Answers
    worlds: list[World]
    """Completions found so far, for whatever question; each may answer further ones."""


class Completions:
    """Diagrams of named expressions, built once per law and shared by all persons; links join them as clauses.

    Methods raise DiagramTooLarge when the cap on nodes or steps is reached; the strong-Kleene answer then stands.
    For one thread at a time, from `person` to the last call for that person: hold `Law.turn`.
    """

    def __init__(
        self, formulas: Mapping[str, Expression], never: Sequence[tuple[Expression, ...]], cap: int = 200_000
    ) -> None:
        self._formulas = formulas
        self.diagrams = Diagrams(cap)
        self._functions: dict[str, int] = {}
        self._built: dict[Expression, int] = {}
        self.worth: Memo = {}
        """Memo of the questions: what each diagram is worth."""
        self._sizes: dict[int, int] = {}
        self._levels: list[tuple[str, Compare | None]] = []
        self._facts: dict[int, tuple[str, ...]] = {}
        with suppress(DiagramTooLarge):  # the names that are left raise it when somebody asks for them
            for name in self._formulas:
                self.function(name)
        self._clauses = Clauses(self.diagrams, never, self._atoms(), MOST_STEPS)
        self._size = len(self.diagrams)
        self._mark = self.diagrams.mark()
        self._named: tuple[dict[Anything, int], ...] = (self._functions, self._built)
        self._lengths = [len(named) for named in self._named]
        self.diagrams.cap = self._size + cap

    def _forget(self) -> None:
        """Let go of what persons left behind: all is again as it was before the first of them."""
        self.diagrams.cut(self._mark)
        for named, length in zip(self._named, self._lengths, strict=True):
            while len(named) > length:
                named.popitem()
        memos: tuple[dict[int, Anything], ...] = (self.worth, self._sizes, self._facts)
        for memo in memos:
            for node in [node for node in memo if node >= self._size]:
                del memo[node]  # the number will stand for another diagram
        del self._levels[self.diagrams.atom_count :]

    def _atoms(self) -> list[Atom]:
        return [atom for atom in self.diagrams.atoms() if isinstance(atom, (Ref, Compare))]

    # --- functions -----------------------------------------------------------------------------------------------

    def function(self, name: str) -> int:
        """The diagram of a named expression, terms expanded, derived facts as atoms."""
        if name not in self._functions:
            self._functions[name] = self._diagram(self._formulas[name])
        return self._functions[name]

    def _diagram(self, expression: Expression) -> int:
        plain = without_cites(expression)
        if plain not in self._built:
            self._built[plain] = self._build(plain)
        return self._built[plain]

    def _build(self, expression: Expression) -> int:
        diagrams = self.diagrams
        match expression:
            case Ref(name=name) if name in self._formulas:
                return self.function(name)
            case Ref() | Compare():
                return diagrams.atom(expression)
            case Not(part=part):
                return diagrams.negate(self._diagram(part))
            case All(parts=parts):
                return diagrams.all_of([self._diagram(part) for part in parts])
            case Any(parts=parts):
                return diagrams.any_of([self._diagram(part) for part in parts])
            case AtLeast(count=count, parts=parts):
                return diagrams.at_least(count, [self._diagram(part) for part in parts])
            case Const(holds=holds):
                return TRUE if holds else FALSE

    # --- persons -------------------------------------------------------------------------------------------------

    def person(self, answers: Answers) -> Person:
        """One person's answers, for any number of calls below. What many earlier persons left behind is forgotten."""
        if len(self.diagrams) > self._size * (1 + ROOM_FOR_PERSONS):
            self._forget()
        closed = self._clauses.closed(self._known(answers))
        world = None
        with suppress(DiagramTooLarge):
            world = self._clauses.some_world(closed)
        return Person(closed, bits_of(closed), {}, answers, [] if world is None else [world])

    def _known(self, answers: Answers) -> dict[int, bool]:
        """By level: the atoms that the answers alone settle."""
        found: dict[int, bool] = {}
        get = answers.get
        for level, (fact, comparison) in enumerate(self._facts_by_level()):
            answer = get(fact)
            if answer is None:
                continue
            value = truth_of(answer) if comparison is None else compared(comparison, answers)
            if value is not UNKNOWN:
                found[level] = value is YES
        return found

    def exact(self, names: Sequence[str], person: Person, also: Sequence[Expression] = ()) -> Exact:
        """The disjunction of named expressions over all completions in which what `also` lists holds too."""
        diagrams = self.diagrams
        restricted = [self._restricted(name, person) for name in names]
        function = restricted[0] if len(restricted) == 1 else diagrams.any_of(restricted)
        given = [self._diagram(expression) for expression in also]
        # What only `also` mentions was no atom yet when the person was prepared.
        closed = {**self._known(person.answers), **person.closed} if also else person.closed
        can_hold = function != FALSE and self._world([function, *given], [], person, closed) is not None
        can_fail = function != TRUE and self._world(given, [function], person, closed) is not None
        return Exact(UNKNOWN if can_hold and can_fail else YES if can_hold else NO, function)

    def _world(
        self, holding: Sequence[int], failing: Sequence[int], person: Person, closed: Mapping[int, bool]
    ) -> World | None:
        """A completion in which the first diagrams hold and the others fail: one found before, or a new one."""
        followed, worlds = self.diagrams.followed, person.worlds
        # Nearly everything fails in the first; what held before mostly still holds in the last, which grew from it.
        for world in worlds[:1] + worlds[-1:]:
            if all(followed(node, world) == TRUE for node in holding) and all(
                followed(node, world) == FALSE for node in failing
            ):
                return world
        nearest = None if not worlds else worlds[-1] if holding else worlds[0]
        found = self._clauses.world(holding, failing, closed, nearest)
        if found is not None and worlds:
            worlds.append(found)
        return found

    def _world_without(self, functions: Sequence[int], person: Person) -> World | None:
        """A completion in which all the diagrams fail."""
        # Small diagrams were built first and end a search soonest.
        return self._world([], sorted(functions), person, person.closed)

    def either(self, functions: Sequence[int], largest: int) -> int | None:
        """The disjunction of diagrams; None where they have more nodes together than `largest`."""
        for function in functions:
            if function not in self._sizes:
                self._sizes[function] = len(self.diagrams.nodes(function))
        if len(functions) > 1 and sum(self._sizes[function] for function in functions) > largest:
            return None
        return self.diagrams.any_of(functions)

    def facts(self, function: int) -> tuple[str, ...]:
        """The facts on which a diagram depends, in the order of the law."""
        found = self._facts.get(function)
        if found is None:
            levels = self._facts_by_level()
            found = tuple(dict.fromkeys(levels[level][0] for level in self.diagrams.levels_of(function)))
            self._facts[function] = found
        return found

    def _facts_by_level(self) -> Sequence[tuple[str, Compare | None]]:
        """For each level the fact of its atom, and the atom itself where it is a comparison."""
        known = self._levels
        for level in range(len(known), self.diagrams.atom_count):
            atom = self.diagrams.atom_at(level)
            assert isinstance(atom, (Ref, Compare))
            known.append((atom.fact, atom) if isinstance(atom, Compare) else (atom.name, None))
        return known

    def _restricted(self, name: str, person: Person) -> int:
        return self.diagrams.restrict(self.function(name), person.closed, person.bits, person.restricted)

    def certain_groups(
        self, families: Sequence[Sequence[str]], person: Person, largest: int
    ) -> list[list[tuple[str, ...]]]:
        """For each family its minimal groups of up to `largest` members of which one holds in every completion."""
        names = list(dict.fromkeys(name for family in families for name in family))
        bits = {name: 1 << at for at, name in enumerate(names)}
        functions = {name: self._restricted(name, person) for name in names}

        def held_in(world: World) -> int:
            """What is not known to fail there."""
            followed = self.diagrams.followed
            return sum(bits[name] for name in names if followed(functions[name], world) != FALSE)

        def held_without(group: int) -> int | None:
            world = self._world_without([functions[name] for name in names if bits[name] & group], person)
            return None if world is None else held_in(world)

        groups = CertainGroups(map(held_in, tuple(person.worlds)), held_without)
        found: dict[int, list[tuple[str, ...]]] = {}
        # What is certain in a small family is certain in every larger one: so the small ones come first.
        for at, family in sorted(enumerate(families), key=lambda item: len(item[1])):
            every = sum(bits[name] for name in set(family))
            minimal = groups.minimal(every, largest)
            found[at] = [tuple(name for name in family if bits[name] & group) for group in minimal]
            found[at].sort(key=lambda group: (len(group), [family.index(name) for name in group]))
        return [found[at] for at in range(len(families))]
