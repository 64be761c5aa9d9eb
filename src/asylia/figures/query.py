"""UNHCR's tables of one release as questions in SQL: the text of each stands in `sql/`, what is asked for is bound.

Nothing is loaded before it is asked for, nothing is written, and no value is ever put into the text of a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from asylia.errors import InputError
from asylia.figures.model import Release
from asylia.figures.store import NoFigures, StoredRelease, release_or_error

if TYPE_CHECKING:
    import duckdb

WORLD = "WLD"
"""Stands for all places together."""
Row = Mapping[str, object]
_KEPT = 128
_FROM = re.compile(r"^\s*FROM (\w+)", re.M)


class NotInstalled(NoFigures):
    """What reads the tables is not installed."""


@lru_cache(maxsize=32)
def sql_text(name: str) -> str:
    """The text of a question, as `asylia figures show --sql` prints it."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8").strip()


class Tables:
    """The tables of one stored release. Answers are kept, for the files of a release never change.

    Safe to use from many threads, which ask one after the other; not to be carried over a fork once asked.
    """

    def __init__(self, stored: StoredRelease) -> None:
        self.stored = stored
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._viewed: set[str] = set()
        self._answers: dict[tuple[object, ...], list[Row]] = {}
        self._lock = Lock()
        self.asked: dict[tuple[object, ...], tuple[str, Mapping[str, object]]] = {}
        """Every question so far: its text and what was bound, in the order asked."""

    @property
    def release(self) -> Release:
        """The edition of the table of decisions."""
        return self.stored.release

    def release_of(self, table: str) -> Release:
        """The edition of a table."""
        return self.stored.release_of(table)

    def rows(self, question: str, **bound: object) -> list[Row]:
        """The rows that answer a question of `sql/`. Raises NoFigures if a table is absent or damaged."""
        key = (question, *sorted(bound.items(), key=lambda item: item[0]))
        with self._lock:
            self.asked[key] = (sql_text(question), bound)
            if key not in self._answers:
                if len(self._answers) >= _KEPT:
                    self._answers.pop(next(iter(self._answers)))
                self._answers[key] = self._ask(question, bound)
            return self._answers[key]

    def forget(self) -> None:
        """Let go of answers and questions; the tables stay open."""
        self._answers.clear()
        self.asked.clear()

    def _ask(self, question: str, bound: Mapping[str, object]) -> list[Row]:
        import duckdb

        connection = self._connected()
        text = sql_text(question)
        try:
            for table in _tables_of(text):
                self._view(connection, table)
            cursor = connection.execute(text, dict(bound))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except duckdb.Error as error:
            says = f"UNHCR's tables in {self.stored.folder} cannot be read ({str(error).splitlines()[0]})"
            raise NoFigures(says, mend="import or update them again") from None

    def _connected(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            import duckdb

            quiet: dict[str, str | bool | int | float | list[str]]
            quiet = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 2}
            self._connection = duckdb.connect(config=quiet)
            self._connection.execute("SET parquet_metadata_cache = true")
        return self._connection

    def _view(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        if table not in self._viewed:
            connection.read_parquet(str(self.stored.table(table))).create_view(table)
            self._viewed.add(table)


def _tables_of(text: str) -> list[str]:
    """The tables that a question reads; what it names itself in WITH is none."""
    own = set(re.findall(r"^(?:WITH )?(\w+) AS \(", text, re.M))
    return [name for name in dict.fromkeys(_FROM.findall(text)) if name not in own]


def open_tables(stored: StoredRelease | None = None, folder: Path | None = None) -> Tables:
    """The tables of a release, or of the one in use. Raises NoFigures where there is none, or nothing to read them."""
    for package in ("duckdb", "platformdirs"):
        if find_spec(package) is None:
            raise NotInstalled(f"the package {package} is not installed", mend="run pip install 'asylia[figures]'")
    return Tables(stored or release_or_error(folder))


def number(row: Row, column: str) -> int:
    """A count of a row; absent or null counts nothing here, so ask first whether there is a row."""
    value = row.get(column)
    if value is None:
        return 0
    if not isinstance(value, int):
        raise InputError(f"the column {column!r} holds {value!r}, which is no whole number")
    return value
