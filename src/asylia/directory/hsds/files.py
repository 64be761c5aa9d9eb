"""Reads HSDS files of somebody else: one JSON file, a folder of them, a folder of tables, or a zip of either.

Nothing is trusted: sizes, nesting, names inside a zip and the form of every row are checked. What makes a file
unreadable raises InputError with file, line and mend; what is wrong inside is noted, and the rest is read.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from asylia.directory.hsds.flat import Row, Tables
from asylia.directory.hsds.shape import SHAPES, Field
from asylia.directory.hsds.tabular import DESCRIPTION
from asylia.errors import InputError
from asylia.plain import from_cell

MOST_BYTES = 64_000_000
"""Of all files together, unpacked."""
MOST_FILES = 500
MOST_TIMES_PACKED = 200
"""A file that is so many times its packed size is made to fill the memory."""
LONGEST_CELL = 131_072
"""Letters in a cell of a table."""
MOST_DIGITS = 1000
"""Of a number in JSON: Python refuses longer ones than a few thousand."""
_CHUNK = 1 << 16
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error, lzma.LZMAError)
"""What a zip raises that is damaged, or packed in a way that is not known here."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?\Z")

_KINDS = {name: kind for kind, shape in SHAPES.items() for name in (kind, shape.file)}
_KINDS |= {"service_at_locations": "service_at_location", "organisations": "organization"}
_SIGNS = (
    ("service_at_location", {"service_id", "location_id"}),
    ("service", {"status", "name"}),
    ("location", {"location_type"}),
    ("taxonomy_term", {"name", "taxonomy_detail"}),
    ("taxonomy_term", {"name", "taxonomy"}),
    ("organization", {"name", "description"}),
)
"""Fields that tell what an object is where the name of its file does not; the first that fits."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was handed in, as tables."""

    name: str
    sha256: str
    """Of the file; of a folder, of its files in the order of their names."""
    files: int
    tables: Tables


def read_hsds(path: Path) -> Read:
    """All objects of a file, folder or zip. Raises InputError."""
    shown = path.name
    contents = _contents(path)
    read = [name for name in contents if name.endswith((".json", ".ndjson", ".csv"))]
    read.sort(key=lambda name: (_turn(name), name))
    if not read:
        mend = "hand in JSON, ndjson, a folder of CSV files, or a zip of them"
        raise InputError("there is nothing of HSDS in it", file=shown, mend=mend)
    digest = sha256()
    for name in sorted(read):
        digest.update(contents[name])
    tables = Tables()
    kinds = _tables_named(contents, read, tables)
    for name in read:
        if name.endswith(".csv"):
            _read_table(contents[name], name, kinds.get(name), tables)
        elif name.endswith(".ndjson"):
            _read_lines(contents[name], name, tables)
        elif PurePosixPath(name).name != DESCRIPTION:
            _read_json(contents[name], name, tables)
    return Read(shown, digest.hexdigest(), len(read), tables)


def _turn(name: str) -> int:
    """Organisations come first, then services: the order in which they stand there is the order in which they stay."""
    kind = _KINDS.get(PurePosixPath(name).stem)
    return list(SHAPES).index(kind) if kind else len(SHAPES)


# --- files -----------------------------------------------------------------------------------------------------------


def _contents(path: Path) -> dict[str, bytes]:
    try:
        if path.is_dir():
            return _of_folder(path)
        if not path.is_file():  # nor a device, which has no end
            raise FileNotFoundError
        if zipfile.is_zipfile(path):
            return _of_zip(path)
        return {path.name: _limited(path, 0)}
    except (FileNotFoundError, ValueError):  # a name with a letter that no name has
        raise InputError("there is no such file", file=str(path), mend="check the path") from None
    except OSError as error:
        raise InputError(f"it cannot be read ({error.strerror})", file=path.name) from None


def _of_folder(folder: Path) -> dict[str, bytes]:
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".json", ".ndjson", ".csv")]
    paths = [
        path
        for path in paths
        if path.name.isprintable() and path.is_file() and path.resolve().is_relative_to(folder.resolve())
    ]
    if len(paths) > MOST_FILES:
        raise InputError(f"there are {len(paths):,} files", file=folder.name, mend=f"{MOST_FILES} is the most")
    found: dict[str, bytes] = {}
    total = 0
    for path in paths:
        found[path.relative_to(folder).as_posix()] = raw = _limited(path, total)
        total += len(raw)
    return found


def _limited(path: Path, before: int) -> bytes:
    with path.open("rb") as opened:
        raw = opened.read(MOST_BYTES - before + 1)
    if before + len(raw) > MOST_BYTES:
        raise _too_large(path.name)
    return raw


def _too_large(name: str) -> InputError:
    mend = f"{MOST_BYTES:,} bytes is the most that is read at once; hand it in part by part"
    return InputError("this is too large", file=name, mend=mend)


def _of_zip(path: Path) -> dict[str, bytes]:
    """The files of a zip, read in memory: nothing is ever unpacked to the disk."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(path) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            if len(members) > MOST_FILES:
                mend = f"{MOST_FILES} is the most"
                raise InputError(f"there are {len(members):,} files in the zip", file=path.name, mend=mend)
            for member in members:
                _refuse_member(member, path.name)
                if member.filename in found:
                    says = f"{member.filename!r} is twice in the zip"
                    raise InputError(says, file=path.name, mend="pack it anew")
                left = MOST_BYTES - sum(map(len, found.values()))
                found[member.filename] = _unpacked(packed, member, left, path.name)
    except _DAMAGED as error:
        raise InputError(f"the zip cannot be read ({error})", file=path.name, mend="pack it anew") from None
    return found


def _refuse_member(member: zipfile.ZipInfo, file: str) -> None:
    name = member.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\x00" in name:
        mend = "do not trust this zip; have it packed anew with plain names"
        raise InputError(f"{name!r} leads out of the zip", file=file, mend=mend)
    if not name.isprintable():
        raise InputError(f"{name!r} is no name of a file", file=file, mend="have it packed anew with plain names")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise InputError(f"{name!r} is a link, not a file", file=file, mend="have it packed anew with the file itself")
    if member.flag_bits & 1:
        raise InputError(f"{name!r} is locked with a password", file=file, mend="have it packed without one")


def _unpacked(packed: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, file: str) -> bytes:
    """The content of a member, measured while it is unpacked: what the zip says of its size is not believed."""
    parts: list[bytes] = []
    size, most = 0, max(member.compress_size, 1024) * MOST_TIMES_PACKED
    with packed.open(member) as opened:
        while part := opened.read(_CHUNK):
            size += len(part)
            if size > left:
                raise _too_large(file)
            if size > most:
                says = f"{member.filename!r} unpacks to more than {MOST_TIMES_PACKED} times its size"
                raise InputError(says, file=file, mend="it is made to fill the memory; do not trust it")
            parts.append(part)
    return b"".join(parts)


def _text(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError("this is not text in UTF-8", file=name, line=line, mend="save it as UTF-8 text") from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise InputError("this is not text but binary data", file=name, line=line, mend="save it as UTF-8 text")
    return text


# --- JSON ------------------------------------------------------------------------------------------------------------


def _parsed(text: str, name: str, line: int = 1) -> object:
    try:
        return json.loads(text, parse_constant=_refuse, parse_int=_whole, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        at = line + error.lineno - 1
        raise InputError(f"JSON: {error.msg}", file=name, line=at, mend="mend it there, or write it anew") from None
    except RecursionError:
        raise InputError("JSON: nested too deep", file=name, line=line, mend="HSDS is less than 20 deep") from None
    except ValueError as error:
        at = line + _lines_before_fault(text)
        raise InputError(f"JSON: {error}", file=name, line=at, mend="mend it there, or write it anew") from None


def _refuse(word: str) -> object:
    raise ValueError(f"{word} is no number of JSON")


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number has {len(digits):,} digits")
    return int(digits)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object. One with a key twice is refused, for which of two numbers to dial is meant cannot be told."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for at, key in enumerate(keys) if key in keys[:at])!r} stands twice")
    return found


_TOKEN = re.compile(
    rf'(?P<text>"(?:[^"\\]|\\.)*")(?P<key>\s*:)?|(?P<bad>NaN|Infinity|[0-9]{{{MOST_DIGITS + 1},}})|[{{}}]', re.DOTALL
)


def _lines_before_fault(text: str) -> int:
    """The lines before what JSON has a form for and is refused: the reader of JSON does not say where that was."""
    opened: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token["bad"]:
            return text.count("\n", 0, token.start())
        if token["key"]:
            key = json.loads(token["text"])
            if key in opened[-1]:
                return text.count("\n", 0, token.start())
            opened[-1].add(key)
        elif token[0] == "{":
            opened.append(set())
        elif token[0] == "}":
            opened.pop()
    return 0


def _read_json(raw: bytes, name: str, tables: Tables) -> None:
    content = _parsed(_text(raw, name), name)
    where = ""
    if isinstance(content, dict) and isinstance(content.get("contents"), list):
        content, where = content["contents"], ", contents"
    kind = _KINDS.get(PurePosixPath(name).stem.removesuffix("_full").removesuffix("_list"))
    if not isinstance(content, list):
        _take(kind, content, name, tables)
        return
    for at, thing in enumerate(content):
        _take(kind, thing, f"{name}{where or ', '}[{at}]", tables)


def _read_lines(raw: bytes, name: str, tables: Tables) -> None:
    kind = _KINDS.get(PurePosixPath(name).stem)
    for line, text in enumerate(_text(raw, name).split("\n"), 1):
        if text.strip():
            _take(kind, _parsed(text, name, line), f"{name}, line {line}", tables)


def _take(kind: str | None, thing: object, where: str, tables: Tables) -> None:
    if kind is None and isinstance(thing, dict):
        kind = next((found for found, signs in _SIGNS if signs <= thing.keys()), None)
    if kind is None:
        mend = "name the file after what is in it, such as services.json"
        tables.fault("unknown_object", where, "it cannot be told what this is", mend)
        return
    tables.take(kind, thing, where)


# --- tables ----------------------------------------------------------------------------------------------------------


def _tables_named(contents: Mapping[str, bytes], read: list[str], tables: Tables) -> dict[str, str]:
    """The kind of each table: by the description of the package, else by its name."""
    found: dict[str, str] = {}
    for name in read:
        kind = _KINDS.get(PurePosixPath(name).stem)
        if kind:
            found[name] = kind
    for name in read:
        if PurePosixPath(name).name == DESCRIPTION:
            found |= dict(_described(contents[name], name, tables))
    return found


def _described(raw: bytes, name: str, tables: Tables) -> Iterator[tuple[str, str]]:
    """The tables that a description names. One that cannot be read is noted: the names of the files are enough."""
    mend = "the tables are known by their names instead"
    try:
        content = _parsed(_text(raw, name), name)
    except InputError as error:
        tables.fault("description_unreadable", name, error.says, mend)
        return
    resources = content.get("resources") if isinstance(content, dict) else None
    if not isinstance(resources, list):
        tables.fault("description_unreadable", name, "it lists no resources", mend)
        return
    for at, resource in enumerate(resources):
        path = resource.get("path") if isinstance(resource, dict) else None
        kind = _KINDS.get(str(resource.get("name"))) if isinstance(resource, dict) else None
        if not isinstance(path, str) or "://" in path or ".." in PurePosixPath(path).parts or path.startswith("/"):
            what = f"the path {path!r} is no file beside the description"
            tables.fault("path_outside", f"{name}, resources[{at}]", what, "nothing is fetched or read from there")
        elif kind:
            yield (PurePosixPath(name).parent / path).as_posix(), kind


def _read_table(raw: bytes, name: str, kind: str | None, tables: Tables) -> None:
    if kind is None:
        tables.fault("unknown_object", name, "no table of HSDS has this name", "it is not read; rename it if it is one")
        return
    rows = csv.reader(io.StringIO(_text(raw, name), newline=""), strict=True)
    fields = {known.name: known for known in SHAPES[kind].fields}
    before = csv.field_size_limit(LONGEST_CELL)  # one number for the whole process, which others may have set
    try:
        head = [column.strip() for column in next(rows, [])]
        if "id" not in head:
            raise InputError("the table has no column 'id'", file=name, line=1, mend="write the names of columns first")
        if len(set(head)) < len(head):
            twice = next(column for at, column in enumerate(head) if column in head[:at])
            raise InputError(f"the column {twice!r} stands twice", file=name, line=1, mend="keep one of them")
        for column in head:
            if column not in fields:
                tables.strange(kind, column, f"{name}, line 1")
        begun = rows.line_num + 1
        for cells in rows:
            if len(cells) not in (0, len(head)):
                says = f"the row has {len(cells)} cells, the head has {len(head)}"
                raise InputError(says, file=name, line=begun, mend="look for a comma or a quote that is not closed")
            if cells:
                _add_row(kind, dict(zip(head, cells, strict=True)), fields, f"{name}, line {begun}", tables)
            begun = rows.line_num + 1
    except csv.Error as error:
        mend = "look for a quote that is not closed"
        raise InputError(f"CSV: {error}", file=name, line=max(rows.line_num, 1), mend=mend) from None
    finally:
        csv.field_size_limit(before)


def _add_row(kind: str, cells: dict[str, str], fields: dict[str, Field], where: str, tables: Tables) -> None:
    content: dict[str, object] = {}
    for column, cell in cells.items():
        known = fields.get(column)
        if known is None or cell == "":
            continue
        cell = from_cell(cell)
        number = known.type == "number" and _NUMBER.match(cell)
        content[column] = (float(cell) if "." in cell else int(cell)) if number else cell
    row = Row(kind, {}, where)
    tables.take_fields(row, content)
    tables.add(row)
