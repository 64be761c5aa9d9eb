"""Search: what is on the page is found, in every script, compared with a plain scan (COI-18 to COI-20)."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.compiled import user_cache
from asylia.languages.search import Document, folded, has_term, in_memory, index_of, terms, tokens

TEXTS = {
    "ja": "難民認定申請は、上陸後いつでもできる。2024年北京からの便。第61条の2の9第3項、ﾀﾅｶとタナカ",
    "ko": "난민인정 신청을 한 사람은 제5조에 따라 강제로 송환되지 아니한다",
    "zh-Hans": "申请难民身份的人不得被遣返至危险之地；免遣返声请",
    "zh-Hant": "免遣返聲請須以書面提出，申請許可須從速",
    "en": "Recognition of refugee status under art. 61-2, Straße and naïve café, UNHCR's mandate",
    "my": "ဒုက္ခသည် အဖြစ် အသိအမှတ်ပြု လျှောက်ထားခြင်း",
    "ar": "يُمنح لاجئ حق البقاء، ويوقف الإبعاد",
    "vi": "Người xin tị nạn không bị trục xuất",
}


def found_in(query: str, language: str = "ja") -> set[str]:
    documents = [Document("text", code, language, "", (text,)) for code, text in TEXTS.items()]
    return {hit.document.id for hit in in_memory(documents).search(query, language)}


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("難民", "ja"),
        ("北京", "ja"),
        ("申請", "ja"),
        ("上陸", "ja"),
        ("난민", "ko"),
        ("송환", "ko"),
        ("难民", "zh-Hans"),
        ("遣返", "zh-Hant"),
        ("聲請", "zh-Hant"),
        ("タナカ", "ja"),
        ("recog", "en"),
        ("REFUGEE", "en"),
        ("strasse", "en"),
        ("61-2", "en"),
        ("tị", "vi"),
        ("အသိအမှတ်ပြု", "my"),
        ("မှတ်ပြု", "my"),
        ("ဒုက္ခ", "my"),
        ("သည်", "my"),
        ("لاجئ", "ar"),
        ("الإبعاد", "ar"),
    ],
)
def test_a_word_of_two_letters_is_found(word: str, language: str) -> None:
    assert language in found_in(word)


@pytest.mark.parametrize("word", ["民難", "ecognition", "申民", "ခက္ဒု", "ဒုက္ခသူ", "بعاد", "1-2", "송난", "送還"])
def test_what_is_not_on_a_page_is_not_found(word: str) -> None:
    assert found_in(word) == set()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("2024年北京", ["2024", "年", "北", "京"]),
        ("제5조에", ["제", "5", "조", "에"]),
        ("第61条の2", ["第", "61", "条", "の", "2"]),
        ("UNHCR's", ["unhcr", "s"]),
        ("ＡＢＣ１２", ["abc", "12"]),
    ],
)
def test_runs_of_several_scripts_are_cut_by_script(text: str, cut: list[str]) -> None:
    assert tokens(text) == cut


def test_every_word_of_a_query_must_be_there() -> None:
    assert found_in("難民 申請") == {"ja"}
    assert found_in("難民 난민") == set()


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "' OR 1=1 --", "NEAR(", "* NAND", "難\ud800民", "\x00", "。、", "-", "a" * 5000, "\ud800"]
)
def test_no_query_breaks_it(query: str) -> None:
    assert found_in(query) == set()


_ANY_TEXT = st.sampled_from(sorted(TEXTS.values()))


@given(_ANY_TEXT, st.data())
def test_the_index_finds_what_a_plain_scan_finds(text: str, data: st.DataObject) -> None:
    """COI-18: any piece of a document from the border of a token on is found, where a scan finds it."""
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : start + data.draw(st.integers(1, 12))].strip()
    asked = terms(piece)
    scan = {code for code, other in TEXTS.items() if asked and all(has_term(t, folded(other)) for t in asked)}

    assert found_in(piece) == scan


@given(
    st.lists(st.text(alphabet="難民認定申請난민신청ab1-. ", min_size=1, max_size=12), min_size=1, max_size=6), st.data()
)
def test_random_documents_are_found_as_by_a_scan(documents: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(documents))
    start = data.draw(st.integers(0, len(text) - 1))
    query = text[start : start + 4]
    asked = terms(query)
    index = in_memory([Document("text", str(at), "", "", (one,)) for at, one in enumerate(documents)])

    found = {int(hit.document.id) for hit in index.search(query, "ja")}

    assert found == {at for at, one in enumerate(documents) if asked and all(has_term(t, folded(one)) for t in asked)}


def test_a_hit_in_the_title_comes_first_and_a_line_shows_the_others() -> None:
    index = in_memory(
        [
            Document("a", "body", "en", "Other", ("first line", "about removal orders")),
            Document("a", "title", "en", "Removal", ("nothing here",)),
            Document("a", "foreign", "ja", "Removal", ()),
        ]
    )

    hits = index.search("removal", "en")

    assert [(hit.document.id, hit.line) for hit in hits] == [("title", ""), ("body", "about removal orders")]
    assert index.counts("en") == {"a": 2}


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASYLIA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def one_document() -> list[Document]:
    return [Document("a", "x", "", "難民", ())]


def test_the_file_is_made_once_and_read_again(own_cache: Path) -> None:
    made = []

    def documents() -> list[Document]:
        made.append(1)
        return one_document()

    assert len(index_of("key", documents).search("難民", "ja")) == 1
    assert len(index_of("key", documents).search("難民", "ja")) == 1
    assert (made, len(list(own_cache.iterdir()))) == ([1], 1)


def test_a_damaged_or_half_written_file_is_made_anew(own_cache: Path) -> None:
    index_of("key", one_document)
    [path] = own_cache.iterdir()
    path.write_bytes(b"SQLite format 3\x00 and then nothing")

    assert len(index_of("key", one_document).search("難民", "ja")) == 1


def test_another_content_or_segmentation_makes_another_file(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index_of("one", one_document)
    index_of("two", one_document)
    monkeypatch.setattr("asylia.languages.search.SEGMENTATION", "next")
    index_of("two", one_document)

    assert len(list(own_cache.iterdir())) == 3


def test_where_nothing_can_be_written_it_stays_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("ASYLIA_CACHE", str(tmp_path / "file"))

    assert len(index_of("key", one_document).search("難民", "ja")) == 1
    assert user_cache().is_file()


def test_the_file_cannot_be_written_through_the_index(own_cache: Path) -> None:
    index = index_of("key", one_document)

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index._connection().execute("DELETE FROM documents")


def test_many_threads_search_at_once(own_cache: Path) -> None:
    for index in (index_of("key", one_document), in_memory(one_document())):
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _, index=index: len(index.search("難民", "ja")), range(64)))

        assert found == [1] * 64
