"""Compiled copies of the texts: read if whole, made anew if damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylia import compiled
from asylia.languages.texts import Texts, texts_in


def _read(language: str) -> Texts:
    texts_in.cache_clear()
    return texts_in(language)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("ASYLIA_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_second_reading_takes_the_copy(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _read("en")
    monkeypatch.setattr("asylia.languages.texts._read", lambda folder: pytest.fail("the YAML was read"))

    assert first == _read("en")


@pytest.mark.parametrize("damage", [b"", b"{", b"null", b"[]", b"\xff", b"[" * 100_000])
def test_damaged_copy_is_made_anew(kept: Path, damage: bytes) -> None:
    whole = _read("en")
    (path,) = kept.iterdir()
    path.write_bytes(damage)

    assert whole == _read("en")
    assert path.read_bytes() != damage


def test_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("ASYLIA_CACHE", str(in_the_way / "cache"))

    assert _read("en").facts


def test_copies_are_kept_where_the_user_keeps_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASYLIA_CACHE", str(tmp_path))
    assert tmp_path == compiled.user_cache()
    monkeypatch.delenv("ASYLIA_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert tmp_path / "asylia" == compiled.user_cache()
