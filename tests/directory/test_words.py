"""The words of the directory: complete and fresh as shipped, what trips each lint, days and hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from asylia.directory.lints import Checked, check_words
from asylia.directory.model import Schedule, Support
from asylia.directory.reader import read_directory
from asylia.directory.words import day_names_in, hours_in_words, kind_name, need_name, need_plain, phrase, stamps_of
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import Texts, texts_in
from asylia.lawbook.lints import ERROR, INFORMATION, WARNING
from tests.directory.small_directory import TODAY, small

INTERFACE = "directory_warns_can_detain: They can detain.\ndirectory_warns_own_state: Take care.\n"


def words(folder: Path, changes: Mapping[str, str | None] | None = None) -> list[tuple[str, str, str]]:
    """The remarks on a folder of languages whose one translation is whole but for what changes by old text."""
    directory = small(folder)
    entries = "".join(
        f'{name}:\n  name: "N {name}"\n  plain: "P {name}"\n  of: "{stamp}"\n  reviewed: false\n'
        for name, stamp in stamps_of(directory.taxonomy).items()
    )
    files = {
        "en/interface.yaml": INTERFACE,
        "ja/interface.yaml": INTERFACE,
        "ja/directory.yaml": entries + '"phrase.office":\n  name: "事務所"\n',
    }
    for name, text in files.items():
        path = folder / "languages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for old, new in (changes or {}).items():
            text = text.replace(old, new or "")
        path.write_text(text, encoding="utf-8")
    found = check_words(Checked(directory, TODAY), folder / "languages")
    return [(remark.id, remark.severity, remark.says) for remark in found]


def test_shipped_words_are_complete_and_follow_the_wording_of_today() -> None:
    checked = Checked(read_directory(data_folder("directory")), TODAY)

    found = check_words(checked, data_folder("languages"))

    assert [str(remark) for remark in found if remark.severity != INFORMATION] == []


def test_whole_words_trip_nothing(tmp_path: Path) -> None:
    assert words(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "id_", "severity", "says"),
    [
        (("shelter:", "shelters:"), "missing-word", WARNING, "need.shelter has no name and no plain in ja"),
        (("shelter:", "shelters:"), "word-of-nothing", ERROR, "need.shelters, which does not exist"),
        (('  plain: "P need.shelter"\n', ""), "missing-word", WARNING, "need.shelter has no plain in ja"),
        (('"phrase.office"', '"phrase.house"'), "missing-phrase", INFORMATION, "'office' is shown in English in ja"),
        (("directory_warns_own_state", "other"), "missing-word", ERROR, "the warning own_state has no sentence in en"),
    ],
)
def test_what_trips_a_lint(change: tuple[str, str], id_: str, severity: str, says: str, tmp_path: Path) -> None:
    found = words(tmp_path, dict([change]))

    assert any(one[:2] == (id_, severity) and says in one[2] for one in found)


def test_plain_words_are_asked_of_needs_only(tmp_path: Path) -> None:
    assert words(tmp_path, {'  plain: "P kind.ngo"\n': ""}) == []


def test_word_that_follows_an_older_wording_is_stale(tmp_path: Path) -> None:
    stamp = stamps_of(small(tmp_path / "first").taxonomy)["kind.ngo"]

    found = words(tmp_path, {stamp: "00000000"})

    assert found == [("stale-word", WARNING, "the ja words of kind.ngo follow an older wording")]


def test_word_without_a_stamp_says_so(tmp_path: Path) -> None:
    stamp = stamps_of(small(tmp_path / "first").taxonomy)["kind.ngo"]

    found = words(tmp_path, {f'  of: "{stamp}"\n': ""})

    assert found == [("stale-word", WARNING, "the ja words of kind.ngo do not say which wording they follow")]


def test_language_without_the_file_misses_every_word(tmp_path: Path) -> None:
    words(tmp_path)
    (tmp_path / "languages" / "ja" / "directory.yaml").unlink()
    directory = small(tmp_path)

    found = check_words(Checked(directory, TODAY), tmp_path / "languages")

    assert len([one for one in found if one.id == "missing-word"]) == len(stamps_of(directory.taxonomy))


def test_language_with_the_guide_alone_may_leave_words_in_english_but_not_keep_stale_ones(tmp_path: Path) -> None:
    words(tmp_path)
    tr = tmp_path / "languages" / "tr"
    tr.mkdir()
    (tr / "guide.yaml").write_text("title: Rehber\n", encoding="utf-8")
    checked = Checked(small(tmp_path), TODAY)
    whole = (tmp_path / "languages" / "ja" / "directory.yaml").read_text(encoding="utf-8")

    assert check_words(checked, tmp_path / "languages") == []
    (tr / "directory.yaml").write_text(whole.replace('"phrase.office":\n  name: "事務所"\n', ""), encoding="utf-8")
    assert check_words(checked, tmp_path / "languages") == []
    (tr / "directory.yaml").write_text(whole.replace("shelter:", "shelters:"), encoding="utf-8")
    assert {one.id for one in check_words(checked, tmp_path / "languages")} == {"missing-word", "word-of-nothing"}


def test_stamp_follows_both_wordings_of_a_need(tmp_path: Path) -> None:
    first = stamps_of(small(tmp_path / "a").taxonomy)
    second = stamps_of(small(tmp_path / "b", {"taxonomy.yaml": [("plain: A bed", "plain: A warm bed")]}).taxonomy)

    assert {name for name in first if first[name] != second[name]} == {"need.shelter"}


def test_words_in_a_language_and_marked_where_there_are_none() -> None:
    taxonomy = read_directory(data_folder("directory")).taxonomy
    need = taxonomy.needs["shelter.tonight"]
    japanese, english = texts_in("ja"), texts_in("en")

    assert (need_name(need, japanese), need_plain(need, japanese)) == ("緊急の宿泊先", "今夜泊まるところがありません")
    assert (need_name(need, english), need_plain(need, english)) == ("Emergency shelter", "I have no place tonight")
    assert kind_name("government", taxonomy, japanese) == "役所"
    assert phrase("free", japanese) == "無料"
    assert phrase("only on Tuesdays", japanese) == "[en] only on Tuesdays"
    assert phrase("", japanese) == ""


def test_unknown_key_of_a_word_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "languages" / "xx"
    folder.mkdir(parents=True)
    for name in ("facts", "provisions", "interface"):
        (folder / f"{name}.yaml").write_text("{}\n", encoding="utf-8")
    (folder / "directory.yaml").write_text("need.legal:\n  nane: Law\n", encoding="utf-8")
    monkeypatch.setattr("asylia.languages.texts.data_folder", lambda _: tmp_path / "languages")
    texts_in.cache_clear()
    try:
        with pytest.raises(InputError, match=r"languages/xx/directory.yaml, line 2: unknown key 'nane' of need.legal"):
            texts_in("xx")
    finally:
        texts_in.cache_clear()


# --- days and hours --------------------------------------------------------------------------------------------------


def schedule(days: str, opens: bool = True) -> Schedule:
    first, last = (time(9), time(17, 30)) if opens else (None, None)
    return Schedule("office", "WEEKLY", tuple(days.split()), first, last, None, None, "", "", Support(()), 1)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("MO TU WE TH FR", "Mon–Fri 09:00–17:30"),
        ("MO TU", "Mon, Tue 09:00–17:30"),
        ("MO TU WE SA", "Mon–Wed, Sat 09:00–17:30"),
        ("SU", "Sun 09:00–17:30"),
        ("FR MO", "Mon, Fri 09:00–17:30"),
        ("MO TU WE TH FR SA SU", "Mon–Sun 09:00–17:30"),
        ("", "09:00–17:30"),
    ],
)
def test_days_and_hours_as_people_say_them(days: str, said: str) -> None:
    assert hours_in_words(schedule(days), day_names_in(texts_in("en"))) == said


def test_days_without_hours() -> None:
    assert hours_in_words(schedule("SU", opens=False), day_names_in(texts_in("zh-Hant"))) == "星期日"


def test_day_and_night_is_said_as_a_whole_day() -> None:
    always = replace(schedule("MO TU WE TH FR SA SU"), opens_at=time(0), closes_at=time(0))

    assert hours_in_words(always, day_names_in(texts_in("en"))) == "Mon–Sun 00:00–24:00"


@pytest.mark.parametrize("code", ["ja", "ko", "zh-Hans", "zh-Hant"])
def test_seven_different_days(code: str) -> None:
    said: Texts = texts_in(code)

    assert len(set(day_names_in(said))) == 7
