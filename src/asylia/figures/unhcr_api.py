"""UNHCR's public API for population statistics: pages of JSON, asked for politely, kept until all are there.

The only place of the product that opens a connection, and only when somebody asks for it.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from asylia import __version__
from asylia.errors import InputError
from asylia.figures.tables import COUNTRIES, COUNTRY_COLUMNS, SHAPES

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

BASE = "https://api.unhcr.org/population/v1/"
LIMIT = 10_000
"""Rows a page: about 3 MB."""
PAUSE = 0.5
"""Seconds between two requests."""
KEPT_FOR = timedelta(days=2)
"""Pages of an attempt that was cut off are used again for so long: a release may change after that."""

_AGAIN = "run asylia figures update again; it goes on where it stopped, and the figures in use stay as they are"
_CHANGED = "UNHCR may have changed its service; import a download with asylia figures import, or get a newer asylia"
_SPLIT = ("ptype_show", "locationDescription_show", "locationUR_show", "locationAccType_show")
_COUNTRY_KEYS = dict(zip(COUNTRY_COLUMNS, ("iso", "code", "name", None, "majorArea", "region", None), strict=True))
"""Our column to the key of the API; the API's `region` is the sub-region of the United Nations."""

Progress = Callable[[str, int, int], None]
"""Told the table, the page that has come, and how many there are."""
Page = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Service:
    """Where and how UNHCR is asked."""

    base: str = BASE
    limit: int = LIMIT
    pause: float = PAUSE
    tries: int = 4
    growing: float = 1.0
    """The first pause between two tries in seconds; each next one is twice as long."""
    timeout: float = 30.0

    def checked(self) -> Service:
        """This service. Raises InputError unless its address is one of the web, encrypted or on this machine."""
        address = urlsplit(self.base)
        local = address.hostname in ("127.0.0.1", "localhost", "::1")
        if address.scheme != "https" and not (address.scheme == "http" and local):
            raise InputError(f"{self.base!r} is no address with https", mend=f"use {BASE}")
        return self


def fetch_tables(
    tables: Iterable[str], partial: Path, today: date, service: Service, progress: Progress | None = None
) -> list[str]:
    """Fetch tables into `partial` as CSV, page by page; pages that came before a cut are not asked for again.

    Returns remarks. Raises InputError; what has come by then is kept.
    """
    import urllib3

    retry = urllib3.Retry(
        total=service.tries,
        backoff_factor=service.growing,
        backoff_max=60,
        status_forcelist=(429, 500, 502, 503, 504),
        allowed_methods=("GET",),
        raise_on_status=False,
        redirect=2,
        retry_after_max=600,
    )
    headers = {"User-Agent": f"asylia/{__version__}", "Accept": "application/json"}
    _begin(partial, today, service.checked())
    with urllib3.PoolManager(retries=retry, timeout=service.timeout, headers=headers) as pool:
        fetcher = _Fetcher(pool, service, partial, today, progress or (lambda *_: None))
        return [remark for table in tables for remark in fetcher.table(table)]


def _begin(partial: Path, today: date, service: Service) -> None:
    """Make the folder of pages ready: empty, unless it holds pages of the same service from these days."""
    state = {"base": service.base, "limit": service.limit, "year": today.year}
    path = partial / "state.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        fresh = timedelta(0) <= today - date.fromisoformat(found.pop("begun")) <= KEPT_FOR
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        found, fresh = None, False
    if found != state or not fresh:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        path.write_text(json.dumps({**state, "begun": today.isoformat()}), encoding="utf-8")


class _Fetcher:
    """Fetches the pages of one table after the other."""

    def __init__(self, pool: PoolManager, service: Service, partial: Path, today: date, progress: Progress) -> None:
        self._pool, self._service, self._partial, self._today = pool, service, partial, today
        self._progress = progress
        self._asked = False

    def table(self, table: str) -> list[str]:
        """All pages of a table, then the table as one CSV."""
        endpoint = COUNTRIES if table == COUNTRIES else SHAPES[table].endpoint
        assert endpoint is not None
        folder = self._partial / table
        folder.mkdir(exist_ok=True)
        first = self._page(table, endpoint, folder, 1)
        count = _whole(first.get("maxPages"))
        if count is None or count < 1 or not first["items"]:
            raise InputError(f"UNHCR's answer for {endpoint} holds no rows", mend=_CHANGED)
        pages = [first]
        self._progress(table, 1, count)
        for number in range(2, count + 1):
            page = self._page(table, endpoint, folder, number)
            if _whole(page.get("maxPages")) != count:
                shutil.rmtree(folder)
                raise InputError(f"UNHCR's table {endpoint} changed while it was fetched", mend=_AGAIN)
            pages.append(page)
            self._progress(table, number, count)
        rows = [row for page in pages for row in _items(page)]
        if len(rows) <= self._service.limit * (count - 1):
            shutil.rmtree(folder)
            says = f"UNHCR's table {endpoint} came with {len(rows):,} rows on {count} pages, so rows are missing"
            raise InputError(says, mend=_AGAIN)
        _write_csv(rows, table, endpoint, self._partial / f"{table}.csv")
        return _compared_with_totals(rows, first, table)

    def _page(self, table: str, endpoint: str, folder: Path, number: int) -> Page:
        path = folder / f"{number:05}.json"
        try:
            return _checked(path.read_bytes(), endpoint, number)
        except (OSError, InputError):
            path.unlink(missing_ok=True)
        body = self._get(endpoint, self._query(table, number))
        page = _checked(body, endpoint, number)
        _write_whole(path, body)
        return page

    def _query(self, table: str, number: int) -> dict[str, str | int]:
        query: dict[str, str | int] = {"limit": self._service.limit, "page": number}
        if table != COUNTRIES:
            years = {"yearFrom": SHAPES[table].first_year, "yearTo": self._today.year}
            query |= {**years, "coo_all": "true", "coa_all": "true", "cf_type": "ISO"}
        if table == "demographics":
            query |= dict.fromkeys(_SPLIT, "true")
        return query

    def _get(self, endpoint: str, query: Mapping[str, str | int]) -> bytes:
        import urllib3

        if self._asked:
            time.sleep(self._service.pause)
        self._asked = True
        try:
            answer = self._pool.request("GET", f"{self._service.base.rstrip('/')}/{endpoint}/?{urlencode(query)}")
        except urllib3.exceptions.HTTPError as error:
            reason = getattr(error, "reason", None) or error
            says = f"UNHCR's server could not be read ({type(reason).__name__})"
            raise InputError(says, mend=f"check the connection and {_AGAIN}") from None
        _refuse_status(answer, endpoint)
        return answer.data


def _refuse_status(answer: BaseHTTPResponse, endpoint: str) -> None:
    if answer.status == 200:
        return
    says = f"UNHCR's server answers {answer.status} for {endpoint}"
    busy = answer.status == 429 or answer.status >= 500
    raise InputError(says, mend=f"wait a while and {_AGAIN}" if busy else _CHANGED)


def _checked(body: bytes, endpoint: str, number: int) -> Page:
    try:
        page = json.loads(body)
    except (ValueError, RecursionError):
        raise InputError(f"UNHCR's answer for {endpoint}, page {number}, is no JSON", mend=_AGAIN) from None
    if not isinstance(page, dict) or not isinstance(page.get("items"), list):
        raise InputError(f"UNHCR's answer for {endpoint}, page {number}, has no list of items", mend=_CHANGED)
    if _whole(page.get("page")) != number:
        raise InputError(f"UNHCR's answer for {endpoint} is not page {number}", mend=_AGAIN)
    return page


def _items(page: Page) -> list[Mapping[str, object]]:
    items = page["items"]
    assert isinstance(items, list)
    return items


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.strip().isdigit() else None


def _write_whole(path: Path, body: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as stream:
        stream.write(body)
    os.replace(temporary, path)


def _write_csv(rows: list[Mapping[str, object]], table: str, endpoint: str, path: Path) -> None:
    """The rows under our columns; a key that is missing from a row means that the service changed."""
    keys = _COUNTRY_KEYS if table == COUNTRIES else {name: name for name in SHAPES[table].columns}
    optional = set() if table == COUNTRIES else set(SHAPES[table].may_lack)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(keys)
        for row in rows:
            if not isinstance(row, dict):
                raise InputError(f"an item of UNHCR's table {endpoint} is no object", mend=_CHANGED)
            missing = [key for key in keys.values() if key and key not in row and key not in optional]
            if missing:
                raise InputError(f"the column {missing[0]!r} of {endpoint} is missing", mend=_CHANGED)
            writer.writerow("" if key is None or row.get(key) is None else row[key] for key in keys.values())


def _compared_with_totals(rows: list[Mapping[str, object]], first: Page, table: str) -> list[str]:
    totals = first.get("total")
    if table == COUNTRIES or not isinstance(totals, list) or len(totals) != 1 or not isinstance(totals[0], dict):
        return []
    remarks = []
    for name in SHAPES[table].counts:
        said = _whole(totals[0].get(name))
        added = sum(_whole(row.get(name)) or 0 for row in rows)
        if said is not None and said != added:
            remarks.append(f"{table}: the rows of {name} add up to {added:,}, UNHCR says {said:,}")
    return remarks
