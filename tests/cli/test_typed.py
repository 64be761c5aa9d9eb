"""Words taken as they are mean what typer makes of them; what is not plainly right goes typer's own way."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from asylia.cli.app import app_with
from asylia.cli.typed import NOT_PLAIN, plain_value, take_plain_words
from tests.cli.running import Run, unwrapped


def parameters(command: Any) -> Iterator[Any]:
    for parameter in command.params:
        if hasattr(parameter, "type_descriptor"):
            yield parameter
    for inner in getattr(command, "commands", {}).values():
        yield from parameters(inner)


EVERY = list(parameters(typer.main.get_command(app_with())))
WORDS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 3000),
    st.integers(-10, 3000).map(str),
    st.sampled_from(["", " 7", "+7", "1_0", "٣", "7.0", "json", "JSON", "md", "a/b", "-", "true", "x" * 50]),
    st.text(max_size=5),
)


def made_by_typer(parameter: Any, word: object) -> object:
    context = typer.Context(typer.main.get_command(app_with(["doctor"])))
    return parameter.get_runtime_param().coerce(word, param=parameter, ctx=context)


@given(st.sampled_from(EVERY), st.data())
def test_a_plain_word_is_what_typer_makes_of_it(parameter: Any, data: st.DataObject) -> None:
    choices = [one.value for one in parameter.type_descriptor.annotation] if is_choice(parameter) else []
    word = data.draw(st.one_of(WORDS, st.sampled_from(choices)) if choices else WORDS)
    given_ = [word] if parameter.multiple or parameter.nargs == -1 else word
    descriptor = parameter.type_descriptor
    plain = plain_value(descriptor.annotation, descriptor.parameter_info, given_)

    if plain is not NOT_PLAIN:
        made = made_by_typer(parameter, given_)
        assert (plain, type(plain)) == (made, type(made))


def is_choice(parameter: Any) -> bool:
    annotation = parameter.type_descriptor.annotation
    return isinstance(annotation, type) and issubclass(annotation, Enum)


@pytest.mark.parametrize("parameter", EVERY, ids=lambda parameter: parameter.name)
def test_every_default_is_plain(parameter: Any) -> None:
    """Or else the command would wait for typer's validators each time."""
    descriptor = parameter.type_descriptor
    if parameter.default is None or parameter.required:
        return
    assert plain_value(descriptor.annotation, descriptor.parameter_info, parameter.default) is not NOT_PLAIN


@pytest.mark.parametrize(
    ("word", "value"),
    [("1950", 1950), ("2100", 2100), ("1949", NOT_PLAIN), ("2101", NOT_PLAIN), ("٢٠٢٠", NOT_PLAIN), ("x", NOT_PLAIN)],
)
def test_numbers_have_limits(word: str, value: object) -> None:
    assert plain_value(int, typer.Option(min=1950, max=2100), word) == value


def test_what_asks_for_more_than_its_type_is_left_to_typer(tmp_path: Path) -> None:
    assert plain_value(Path, typer.Option(), "a") == Path("a")
    assert plain_value(Path, typer.Option(exists=True), "a") is NOT_PLAIN
    assert plain_value(int, typer.Option(parser=int), "7") is NOT_PLAIN


def test_callbacks_run_and_flags_and_several_words_are_kept() -> None:
    app, found = typer.Typer(), []

    @app.command()
    def command(
        names: Annotated[list[str] | None, typer.Argument()] = None,
        how: Annotated[str, typer.Option(callback=lambda word: word.upper())] = "a",
        flag: bool = False,
    ) -> None:
        found.append((names, how, flag))

    for typed in ([], ["x", "y", "--how", "b", "--flag"]):
        take_plain_words(typer.main.get_command(app))(typed, standalone_mode=False)
    assert found == [(None, "A", False), (["x", "y"], "B", True)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("figures", "show", "M05"), "Missing option '--place'"),
        (("figures", "show", "M05", "--place", "KOR", "--year", "1949"), "Invalid value for '--year'"),
        (("figures", "show", "M05", "--place", "KOR", "--format", "pdf"), "'--format': 'pdf' is not one of 'text'"),
    ],
)
def test_what_is_wrong_is_said_by_typer(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert says in unwrapped(ran.err)
