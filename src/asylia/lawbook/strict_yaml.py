"""YAML, read strictly: true, false, whole numbers, text and ISO dates; every value knows the line it stands on."""

from __future__ import annotations

from pathlib import Path

from asylia.errors import InputError

MAX_BYTES = 4_000_000
MAX_DEPTH = 60


class Block(dict[str, object]):
    """A mapping with the line of each key. `line` is where it begins."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Items(list[object]):
    """A list with the line of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def read_yaml(path: Path, *, name: str | None = None, allow_null: bool = False) -> Block:
    """The mapping in a file. `name` is what errors call the file. Raises InputError with line and mend."""
    shown = name or str(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"the file has {size:,} bytes", file=shown, mend=f"{MAX_BYTES:,} is the most that is read")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputError("there is no such file", file=shown, mend="check the path") from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=shown) from None
    return parse_yaml(raw, name=shown, allow_null=allow_null)


def parse_yaml(raw: bytes, *, name: str, allow_null: bool = False) -> Block:
    """The mapping in a text. Raises InputError with line and mend."""
    if len(raw) > MAX_BYTES:
        raise InputError(f"the text has {len(raw):,} bytes", file=name, mend=f"{MAX_BYTES:,} is the most that is read")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError("this is not text in UTF-8", file=name, line=line, mend="save it as UTF-8 text") from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InputError("this is not text but binary data", file=name, line=line, mend="hand in a YAML or JSON file")
    from asylia.lawbook.yaml_values import value_of  # noqa: PLC0415  # compiled data need no parser

    value = value_of(text, name, allow_null=allow_null)
    if not isinstance(value, Block):
        raise InputError("the file is empty" if value is None else "a mapping of keys was expected", file=name, line=1)
    return value
