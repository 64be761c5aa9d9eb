"""Every operator against its truth table, on every backend."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from asylia.assessment.answers import read_answer
from asylia.lawbook.conditions import Conditions
from asylia.lawbook.fields import Fields
from asylia.lawbook.model import Fact
from asylia.lawbook.strict_yaml import read_yaml
from asylia.logic.completions import Completions
from asylia.logic.expression import All, Any, AtLeast, Compare, Const, Expression, Not, Ref, Test, parts_of, walk
from asylia.logic.operators import OPERATORS
from asylia.logic.program import Derivation, Program, compared, truth_of
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Answers, WhyUnknown

FILE = Path(__file__).parents[1] / "data" / "truth_tables.yaml"
TRUTH: dict[object, Truth] = {True: YES, False: NO, "open": UNKNOWN}
TYPES = {"a": "yes/no", "b": "yes/no", "c": "yes/no", "count": "count", "day": "date", "choice": "choice"}
FACTS = {
    name: Fact(name, kind, name, "test", "person", "person", 1, 0, choices=("A", "B") if kind == "choice" else ())
    for name, kind in TYPES.items()
}
CONDITIONS = Conditions(FACTS, (), (), {"always": lambda fields: Const(fields.flag("always"))})
Table = tuple[str, Expression, list[tuple[dict[str, Answer], Truth]]]


def _tables() -> list[Table]:
    top = Fields(read_yaml(FILE, name=FILE.name), FILE.name, "the file")
    return [_table(Fields(value, FILE.name, "a table", line)) for value, line in top.items("tables")]


def _table(fields: Fields) -> Table:
    expression = CONDITIONS.read(fields.take("expression"), FILE.name, fields.line)
    names = fields.texts("facts")
    rows = Fields(fields.take("rows"), FILE.name, "rows").block
    return fields.text("name"), expression, [(_answers(names, key), TRUTH[value]) for key, value in rows.items()]


def _answers(names: tuple[str, ...], key: str) -> dict[str, Answer]:
    written = [] if key == "nothing" else key.split(" | ")
    given = zip(names, written, strict=True)
    return {
        name: read_answer(text, FACTS[name], None)  # type: ignore[arg-type]  # only countries need the law
        for name, text in given
        if text != "open"
    }


TABLES = _tables()
ROWS = [
    pytest.param(expression, answers, value, id=f"{name}: {list(answers.values())}")
    for name, expression, rows in TABLES
    for answers, value in rows
]


def _by_table(expression: Expression, answers: Answers) -> Truth:
    """The value by a plain walk over the operator table."""
    if isinstance(expression, Ref):
        values = [truth_of(answers.get(expression.name))]
    elif isinstance(expression, Compare):
        values = [compared(expression, answers)]
    else:
        values = [_by_table(part, answers) for part in parts_of(expression)]
    return OPERATORS[type(expression)].truth(expression, values)


def _by_program(expression: Expression, answers: Answers) -> Truth:
    program = Program({"it": expression}, {})
    return program.evaluate(answers)[program.place_of["it"]]


@pytest.mark.parametrize(("expression", "answers", "value"), ROWS)
def test_operator_table_gives_the_truth_table(expression: Expression, answers: Answers, value: Truth) -> None:
    assert value is _by_table(expression, answers)


@pytest.mark.parametrize(("expression", "answers", "value"), ROWS)
def test_program_gives_the_truth_table(expression: Expression, answers: Answers, value: Truth) -> None:
    assert value is _by_program(expression, answers)


@pytest.mark.parametrize(("expression", "answers", "value"), ROWS)
def test_diagrams_give_the_truth_table(expression: Expression, answers: Answers, value: Truth) -> None:
    """Where the table is open, the diagram may know more; where it is settled, the two agree."""
    completions = Completions({"it": expression}, [])

    exact = completions.exact(["it"], completions.person(answers)).value

    assert value is exact or value is UNKNOWN


def test_tables_are_complete() -> None:
    """Each combination of the yes/no facts stands in its table."""
    for name, _, rows in TABLES:
        asked = {fact for answers, _ in rows for fact in answers}
        if asked and {TYPES[fact] for fact in asked} == {"yes/no"}:
            assert 3 ** len(asked) == len({tuple(sorted(answers.items())) for answers, _ in rows}), name


def test_every_operator_has_a_table() -> None:
    covered = {type(node) for _, expression, _ in TABLES for node in walk(expression)}

    assert set(OPERATORS) == covered


@pytest.mark.parametrize(
    ("expression", "value"),
    [(All(()), YES), (Any(()), NO), (AtLeast(0, ()), YES), (AtLeast(1, ()), NO)],
)
def test_nothing_at_all(expression: Expression, value: Truth) -> None:
    """No part at all: every one of them holds, and not one does."""
    completions = Completions({"it": expression}, [])

    assert value is _by_table(expression, {})
    assert value is _by_program(expression, {})
    assert value is completions.exact(["it"], completions.person({})).value


DERIVED = [
    # given, what makes it yes, what makes it no, value
    (None, None, None, UNKNOWN), (None, True, None, YES), (None, False, None, UNKNOWN), (None, None, True, NO),
    (None, None, False, UNKNOWN), (None, True, False, YES), (None, False, True, NO), (None, False, False, UNKNOWN),
    (True, None, None, YES), (True, True, False, YES), (True, False, False, YES),
    (False, None, None, NO), (False, False, True, NO), (False, False, False, NO),
]  # fmt: skip


@pytest.mark.parametrize(("given", "makes_yes", "makes_no", "value"), DERIVED)
def test_derived_fact(given: bool | None, makes_yes: bool | None, makes_no: bool | None, value: Truth) -> None:
    program = Program({"it": Ref("x")}, {"x": Derivation("x", Ref("a"), Ref("b"))})
    answers = {name: said for name, said in (("x", given), ("a", makes_yes), ("b", makes_no)) if said is not None}

    assert value is program.evaluate(answers)[program.place_of["it"]]


@pytest.mark.parametrize(("why", "other"), list(product(WhyUnknown, repeat=2)))
def test_no_reason_for_not_knowing_differs_from_another(why: WhyUnknown, other: WhyUnknown) -> None:
    atoms: list[Expression] = [Ref("a"), Compare("count", Test.AT_LEAST, 2), Compare("choice", Test.IS, "A")]
    expressions = [
        *atoms,
        *(Not(atom) for atom in atoms),
        All(tuple(atoms)),
        Any(tuple(atoms)),
        AtLeast(2, tuple(atoms)),
    ]
    for expression in expressions:
        one, two = (dict.fromkeys(TYPES, said) for said in (why, other))

        assert UNKNOWN is _by_program(expression, one)
        assert _by_program(expression, one) is _by_program(expression, two) is _by_program(expression, {})
