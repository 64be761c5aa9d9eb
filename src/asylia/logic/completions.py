"""What holds over all completions: every way in which the unknown facts may turn out that the linked facts allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from asylia.logic.diagram import FALSE, TRUE, Diagrams
from asylia.logic.expression import (
    All,
    Any,
    Atom,
    AtLeast,
    Compare,
    Const,
    Expression,
    Not,
    Ref,
    Test,
    without_cites,
)
from asylia.logic.program import Derivation, compared, truth_of
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answers


@dataclass(frozen=True, slots=True)
class Links:
    """What ties facts together: derivations by fact, and lists of literals that cannot all be true."""

    derivations: Mapping[str, Derivation]
    never: Sequence[tuple[Expression, ...]]


@dataclass(frozen=True, slots=True)
class Exact:
    """One finding over all completions, as diagrams restricted to what is known."""

    value: Truth
    when_yes: int
    """Completions that the links allow and in which it holds."""
    when_no: int
    """Completions that the links allow and in which it does not hold."""
    function: int
    """The finding itself, without the links."""


class Completions:
    """Diagrams of named expressions under their links, built once per law and shared by all persons.

    Raises DiagramTooLarge from any method when the cap on nodes is reached.
    """

    def __init__(self, formulas: Mapping[str, Expression], links: Links, cap: int = 200_000) -> None:
        self.diagrams = Diagrams(cap)
        self._formulas = formulas
        self._links = links
        self._functions: dict[str, int] = {}
        self._built: dict[Expression, int] = {}
        self._cases: dict[tuple[str, ...], tuple[int, int]] = {}
        self._never_by_fact = _by_fact(links.never)

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
                return self._atom(expression)
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

    def _atom(self, atom: Ref | Compare) -> int:
        """The atom, with the facts linked to it placed next to it in the order."""
        if atom not in self.diagrams._levels:  # noqa: SLF001  # the order belongs to both
            self.diagrams.level(atom)
            for neighbour in self._neighbours(atom):
                self.diagrams.level(neighbour)
        return self.diagrams.atom(atom)

    def _neighbours(self, atom: Atom) -> list[Atom]:
        derivation = self._links.derivations.get(atom.name) if isinstance(atom, Ref) else None
        if derivation is None:
            return []
        sides = [side for side in (derivation.yes_when, derivation.no_when) if side is not None]
        return [near for side in sides for near in atoms_of(side, self._formulas)]

    # --- links ---------------------------------------------------------------------------------------------------

    def _reach(self, atoms: Iterable[Atom]) -> dict[Atom, None]:
        """The atoms, and those from which they are derived, all the way down."""
        found: dict[Atom, None] = {}
        waiting = list(atoms)
        while waiting:
            atom = waiting.pop()
            if atom not in found:
                found[atom] = None
                waiting += self._neighbours(atom)
        return found

    def _care(self, atoms: Iterable[Atom]) -> int:
        """The completions of these atoms that the links allow."""
        reach = self._reach(atoms)
        rules = [self._order_rule(low, high) for low, high in _ordered_pairs(reach)]
        rules += [self._exclusion_rule(pair) for pair in _exclusive_choices(reach)]
        for atom in reach:
            if isinstance(atom, Ref) and (derivation := self._links.derivations.get(atom.name)):
                rules += self._derivation_rules(atom, derivation)
        named = {atom.name if isinstance(atom, Ref) else atom.fact for atom in reach}
        seen: set[int] = set()
        for name in named:
            for index, literals in self._never_by_fact.get(name, ()):
                if index not in seen and all(_fact_of(literal) in named for literal in literals):
                    seen.add(index)
                    rules.append(self.diagrams.negate(self._diagram(All(literals))))
        # Rules that speak of late atoms first: the conjunction then grows from the bottom of the order upwards.
        rules.sort(key=lambda rule: -self.diagrams._level[rule])  # noqa: SLF001  # the order belongs to both
        return self.diagrams.all_of(rules)

    def _derivation_rules(self, atom: Ref, derivation: Derivation) -> list[int]:
        diagrams, fact = self.diagrams, self._atom(atom)
        rules = []
        if derivation.yes_when is not None:
            rules.append(diagrams.either(diagrams.negate(self._diagram(derivation.yes_when)), fact))
        if derivation.no_when is not None:
            rules.append(diagrams.negate(diagrams.both(self._diagram(derivation.no_when), fact)))
        return rules

    def _order_rule(self, low: Compare, high: Compare) -> int:
        return self.diagrams.either(self.diagrams.negate(self._atom(high)), self._atom(low))

    def _exclusion_rule(self, pair: tuple[Compare, Compare]) -> int:
        return self.diagrams.negate(self.diagrams.both(self._atom(pair[0]), self._atom(pair[1])))

    # --- persons -------------------------------------------------------------------------------------------------

    def known(self, answers: Answers) -> dict[int, bool]:
        """The levels of the atoms that the answers settle."""
        known = {}
        for level, atom in enumerate(self.diagrams._atoms):  # noqa: SLF001  # the order belongs to both
            value = truth_of(answers.get(atom.name)) if isinstance(atom, Ref) else compared(atom, answers)  # type: ignore[arg-type]  # atoms are Ref or Compare
            if value is not UNKNOWN:
                known[level] = value is YES
        return known

    def exact(self, name: str, answers: Answers) -> Exact:
        """A named expression over all completions of the answers."""
        return self._restricted((name,), answers)

    def any_of(self, names: Sequence[str], answers: Answers) -> Exact:
        """The disjunction of named expressions over all completions of the answers."""
        return self._restricted(tuple(names), answers)

    def certain_groups(self, names: Sequence[str], answers: Answers, largest: int) -> list[tuple[str, ...]]:
        """The minimal groups of up to `largest` named expressions of which one holds in every completion."""
        whole = self.any_of(names, answers)
        if whole.value is not YES:
            return []
        diagrams, known = self.diagrams, self.known(answers)
        care = whole.when_yes  # all completions that the links allow, since the whole group always holds
        fails = {
            name: diagrams.negate(diagrams.restrict(self.function(name), known)) for name in names
        }
        found: list[tuple[str, ...]] = []
        for size in range(1, largest + 1):
            for group in combinations(names, size):
                if any(set(smaller) <= set(group) for smaller in found):
                    continue
                if diagrams.both(care, diagrams.all_of([fails[name] for name in group])) == FALSE:
                    found.append(group)
        return found

    def _restricted(self, names: tuple[str, ...], answers: Answers) -> Exact:
        if names not in self._cases:
            function = self.diagrams.any_of([self.function(name) for name in names])
            atoms: list[Atom] = self.diagrams.support(function)  # type: ignore[assignment]  # atoms are Ref or Compare
            care = self._care(atoms)
            diagrams = self.diagrams
            self._cases[names] = (diagrams.both(function, care), diagrams.both(diagrams.negate(function), care))
        yes, no = self._cases[names]
        known = self.known(answers)
        memo: dict[int, int] = {}
        restrict = self.diagrams.restrict
        when_yes, when_no = restrict(yes, known, memo), restrict(no, known, memo)
        function = restrict(self.diagrams.any_of([self.function(name) for name in names]), known, memo)
        if when_no == FALSE and when_yes != FALSE:
            value = YES
        elif when_yes == FALSE and when_no != FALSE:
            value = NO
        else:
            value = UNKNOWN
        return Exact(value, when_yes, when_no, function)


def atoms_of(expression: Expression, formulas: Mapping[str, Expression]) -> list[Atom]:
    """The facts and comparisons in an expression, terms expanded, first used first."""
    found: dict[Atom, None] = {}
    _collect(expression, formulas, found)
    return list(found)


def _collect(expression: Expression, formulas: Mapping[str, Expression], found: dict[Atom, None]) -> None:
    match expression:
        case Ref(name=name) if name in formulas:
            _collect(formulas[name], formulas, found)
        case Ref() | Compare():
            plain = without_cites(expression)
            assert isinstance(plain, (Ref, Compare))
            found[plain] = None
        case Not(part=part):
            _collect(part, formulas, found)
        case All(parts=parts) | Any(parts=parts) | AtLeast(parts=parts):
            for part in parts:
                _collect(part, formulas, found)


def _fact_of(literal: Expression) -> str:
    inner = literal.part if isinstance(literal, Not) else literal
    if isinstance(inner, Ref):
        return inner.name
    assert isinstance(inner, Compare)
    return inner.fact


def _by_fact(never: Sequence[tuple[Expression, ...]]) -> dict[str, list[tuple[int, tuple[Expression, ...]]]]:
    table: dict[str, list[tuple[int, tuple[Expression, ...]]]] = {}
    for index, literals in enumerate(never):
        for name in {_fact_of(literal) for literal in literals}:
            table.setdefault(name, []).append((index, literals))
    return table


def _ordered_pairs(atoms: Iterable[Atom]) -> list[tuple[Compare, Compare]]:
    """Neighbouring limits on one fact: past the higher one means past the lower one."""
    limits: dict[str, list[Compare]] = {}
    for atom in atoms:
        if isinstance(atom, Compare) and atom.test is Test.AT_LEAST:
            limits.setdefault(atom.fact, []).append(atom)
    pairs: list[tuple[Compare, Compare]] = []
    for tests in limits.values():
        tests.sort(key=lambda test: test.value)  # type: ignore[arg-type,return-value]  # one fact has one type
        pairs += zip(tests, tests[1:], strict=False)
    return pairs


def _exclusive_choices(atoms: Iterable[Atom]) -> list[tuple[Compare, Compare]]:
    """Two choices of one fact: never both."""
    choices: dict[str, list[Compare]] = {}
    for atom in atoms:
        if isinstance(atom, Compare) and atom.test is Test.IS:
            choices.setdefault(atom.fact, []).append(atom)
    return [
        (left, right) for tests in choices.values() for at, left in enumerate(tests) for right in tests[at + 1 :]
    ]
