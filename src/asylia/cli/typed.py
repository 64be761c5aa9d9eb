"""Typed words become values without waiting for typer's checks, where there is nothing to check.

Typer 0.29 builds a pydantic validator for each parameter of the command that is called, also for those that nobody
typed: a sixth of the time of a short command. Here plain words are taken as they are; whatever is not plainly right
goes typer's own way, so that its checks and its messages stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import MethodType
from typing import Any, get_args, get_origin

import typer

NOT_PLAIN = object()
"""Stands for what only typer can tell."""
_CHECKED = ("parser", "exists", "resolve_path", "readable", "writable", "clamp", "path_type", "formats")
"""What an option may ask of a word beyond its type; `readable` is on by default and asks nothing without `exists`."""


def take_plain_words(command: Any) -> Any:
    """The same command of typer, whose parameters and those of its sub-commands take plain words as they are."""
    for parameter in _parameters(command):
        # A typer without validators of its own has no descriptor; it is quick as it is.
        if hasattr(parameter, "type_descriptor"):
            parameter.process_value = MethodType(_process_value, parameter)
    return command


def plain_value(annotation: Any, info: Any, word: object) -> object:
    """The value of a typed word, or of a default, if it is plain to see; else `NOT_PLAIN`."""
    if any(getattr(info, check, None) for check in _CHECKED if check != "readable"):
        return NOT_PLAIN
    if get_origin(annotation) is list and isinstance(word, (list, tuple)):
        (inner,) = get_args(annotation)
        values = [plain_value(inner, info, each) for each in word]
        return NOT_PLAIN if NOT_PLAIN in values else values
    if not isinstance(annotation, type):
        return NOT_PLAIN
    if type(word) is annotation and annotation in (str, bool):
        return word
    if issubclass(annotation, Enum):
        return next((one for one in annotation if one is word or one.value == word), NOT_PLAIN)
    if annotation is int and isinstance(word, (int, str)):
        return _whole(word, info)
    if annotation is Path and isinstance(word, (str, Path)):
        return Path(word)
    return NOT_PLAIN


def _whole(word: int | str, info: Any) -> object:
    if not (isinstance(word, int) or (word.isascii() and word.isdecimal())):
        return NOT_PLAIN
    value = int(word)
    too_small = info.min is not None and value < info.min
    too_great = info.max is not None and value > info.max
    return NOT_PLAIN if too_small or too_great else value


def _process_value(parameter: Any, context: Any, word: Any) -> Any:
    several = parameter.multiple or parameter.nargs == -1
    described = parameter.type_descriptor
    if word is None and not parameter.required:
        value: Any = () if several else None
    else:
        value = plain_value(described.annotation, described.parameter_info, word)
    if value is NOT_PLAIN or (parameter.required and parameter.value_is_missing(value)):
        try:
            return type(parameter).process_value(parameter, context, word)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")  # pydantic's, and no help to anybody
            raise
    return parameter.callback(context, parameter, value) if parameter.callback is not None else value


def _parameters(command: Any) -> Iterator[Any]:
    yield from command.get_params(typer.Context(command))  # with --help, which the list `params` lacks
    for inner in getattr(command, "commands", {}).values():
        yield from _parameters(inner)
