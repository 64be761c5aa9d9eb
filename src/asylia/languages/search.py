"""Full-text search that finds two-character words in Chinese, Japanese and Korean: what is on the page is found.

One way of cutting text (`tokens`) serves the index and the query alike: each Han, kana or Hangul letter is a token of
its own, and a query for several is a phrase of them; other scripts are cut into words and numbers, where a query may
be the beginning of one. What the index finds is compared with the text itself, so that hits are exact (COI-18 to 20).

The index is SQLite's FTS5 in a read-only file. It holds public text only; queries are never written anywhere.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from asylia.compiled import hash_text, user_cache

SEGMENTATION = "1"
"""Raise it when `folded` or `tokens` change: an index of another version is not read (COI-19)."""
LONGEST_QUERY = 200
MOST_TERMS = 8
_KB_OF_A_THREAD = 256
"""What each thread keeps of the file; the system keeps the file itself for all of them."""

_EAST_ASIAN = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\U00020000-\U000323af"
)
_TOKEN = re.compile(rf"[{_EAST_ASIAN}]|[0-9]+|[^\W_0-9{_EAST_ASIAN}](?:[^\W_0-9{_EAST_ASIAN}]|[\u0300-\u036f])*")
_IS_EAST_ASIAN = re.compile(rf"[{_EAST_ASIAN}]")


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: a rule, a fact, a term."""

    kind: str
    id: str
    language: str
    """Empty for what is found from every language."""
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, and the first of its lines that shows why; empty if it is the title."""

    document: Document
    line: str


# --- cutting ---------------------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """A text as it is compared: compatible forms unified, capitals small. The text that is shown is never folded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def tokens(text: str) -> list[str]:
    """The tokens of a text: single East Asian letters, words and numbers of other scripts."""
    return _TOKEN.findall(folded(text))


def terms(query: str) -> tuple[str, ...]:
    """The words of a query, folded, without the signs around them. All of them must be found."""
    found = []
    for part in folded(query[:LONGEST_QUERY]).split():
        cut = list(_TOKEN.finditer(part))
        if cut:
            found.append(part[cut[0].start() : cut[-1].end()])
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def has_term(term: str, text: str) -> bool:
    """Whether a folded text holds a term of a query, from the border of a token on: the plain scan."""
    at = text.find(term)
    while at >= 0:
        if at == 0 or _IS_EAST_ASIAN.match(term) or not _joined(text[at - 1], term[0]):
            return True
        at = text.find(term, at + 1)
    return False


def _joined(before: str, after: str) -> bool:
    """Whether two letters belong to one token."""
    return len(_TOKEN.findall(before + after)) == 1 and bool(_TOKEN.match(before) or unicodedata.combining(before))


# --- the index -------------------------------------------------------------------------------------------------------


class Index:
    """Documents that can be searched. Safe to use from many threads and after a fork."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._own = threading.local()

    def search(self, query: str, language: str, most: int = 60) -> list[Hit]:
        """Documents of a language, and those of none, that hold every word of the query: hits in titles first."""
        asked = terms(query)
        match = " AND ".join(filter(None, map(_phrase, asked)))
        if not match:
            return []
        rows = self._connection().execute(
            "SELECT d.kind, d.id, d.language, d.title, d.lines, d.folded FROM words JOIN documents d "
            "ON d.rowid = words.rowid WHERE words MATCH ? AND d.language IN (?, '') "
            "ORDER BY bm25(words, 10.0, 1.0), d.rowid",
            (match, language),
        )
        found: list[Hit] = []
        for kind, name, code, title, lines, text in rows:
            if all(has_term(term, text) for term in asked):
                document = Document(kind, name, code, title, tuple(json.loads(lines)))
                found.append(Hit(document, _line_that_shows(document, asked)))
                if len(found) == most:
                    break
        return found

    def counts(self, language: str) -> dict[str, int]:
        """How many documents of each kind are searched, for an honest word where nothing was found."""
        rows = self._connection().execute(
            "SELECT kind, count(*) FROM documents WHERE language IN (?, '') GROUP BY kind", (language,)
        )
        return {str(kind): int(count) for kind, count in rows}

    def _connection(self) -> sqlite3.Connection:
        """A connection of this process and thread: SQLite's must not be carried over a fork."""
        mine = (os.getpid(), getattr(self._own, "connection", None))
        if mine[1] is None or self._own.process != mine[0]:
            self._own.connection, self._own.process = self._connect(), mine[0]
        connection: sqlite3.Connection = self._own.connection
        return connection


def _phrase(term: str) -> str:
    """A term as FTS5 reads it: its tokens in a row, the last of which may go on where it is no East Asian letter."""
    cut = _TOKEN.findall(term)
    if not cut:
        return ""
    return f'"{" ".join(cut)}"' + ("" if _IS_EAST_ASIAN.match(cut[-1]) else " *")


def _line_that_shows(document: Document, asked: Sequence[str]) -> str:
    title = folded(document.title)
    if all(has_term(term, title) for term in asked):
        return ""
    cut = [(line, folded(line)) for line in document.lines]
    best = max(cut, key=lambda pair: sum(has_term(term, pair[1]) for term in asked), default=("", ""))
    return best[0]


# --- building and keeping --------------------------------------------------------------------------------------------


def index_of(key: str, documents: Callable[[], Iterable[Document]]) -> Index:
    """The index under a key of content: the file kept in the cache folder, made once; in memory where none can be."""
    path = user_cache() / f"search-{hash_text(key + SEGMENTATION)}.sqlite"
    if not _is_whole(path):
        try:
            _write(path, documents())
        except (OSError, sqlite3.OperationalError):
            return in_memory(documents())
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"

    def connected() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.execute(f"PRAGMA cache_size = -{_KB_OF_A_THREAD}")
        return connection

    return Index(connected)


def in_memory(documents: Iterable[Document]) -> Index:
    """An index that leaves no file; every thread has a copy."""
    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection, documents)
        image = connection.serialize()

    def connect() -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        copy.deserialize(image)
        return copy

    return Index(connect)


def _is_whole(path: Path) -> bool:
    """Whether there is an index that was written to its end."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return bool(connection.execute("SELECT segmentation FROM about").fetchone() == (SEGMENTATION,))
    except sqlite3.Error:
        return False


def _write(path: Path, documents: Iterable[Document]) -> None:
    """Write an index whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            _fill(connection, documents)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _fill(connection: sqlite3.Connection, documents: Iterable[Document]) -> None:
    connection.executescript(
        # Without the categories of marks, vowel signs of Burmese and others would cut words in two.
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE TABLE documents (kind TEXT, id TEXT, language TEXT, title TEXT, lines TEXT, folded TEXT);"
        "CREATE VIRTUAL TABLE words USING fts5(title, body, content='', "
        "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\");"
        "CREATE TABLE about (segmentation TEXT);"
    )
    rows = list(enumerate(documents, start=1))
    connection.executemany(
        "INSERT INTO documents (rowid, kind, id, language, title, lines, folded) VALUES (?, ?, ?, ?, ?, ?, ?)",
        _stored(rows),
    )
    connection.executemany("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", _cut(rows))
    connection.execute("INSERT INTO words(words) VALUES ('optimize')")
    connection.execute("INSERT INTO about VALUES (?)", (SEGMENTATION,))
    connection.commit()


def _stored(rows: Sequence[tuple[int, Document]]) -> Iterator[tuple[object, ...]]:
    for number, one in rows:
        text = folded("\n".join((one.title, *one.lines)))
        yield number, one.kind, one.id, one.language, one.title, json.dumps(one.lines, ensure_ascii=False), text


def _cut(rows: Sequence[tuple[int, Document]]) -> Iterator[tuple[int, str, str]]:
    for number, one in rows:
        yield number, " ".join(tokens(one.title)), " ".join(tokens("\n".join((one.title, *one.lines))))
