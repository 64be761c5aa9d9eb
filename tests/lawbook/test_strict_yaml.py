"""The strict reader: what it takes, and that every refusal names file, line and mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asylia.errors import InputError
from asylia.lawbook.strict_yaml import MAX_BYTES, MAX_DEPTH, Block, Items, parse_yaml, read_yaml

REFUSED = [
    ("on: yes", 1, "'yes'", "true or false"),
    ("on: no", 1, "'no'", "true or false"),
    ("first: 1\nstays: on", 2, "'on'", "true or false"),
    ("stays: off", 1, "'off'", "true or false"),
    ("stays: Yes", 1, "'Yes'", "true or false"),
    ("stays: N", 1, "'N'", "true or false"),
    ("stays: True", 1, "'True'", "true or false"),
    ("stays: FALSE", 1, "'FALSE'", "true or false"),
    ("number: 010", 1, "'010'", "quote it"),
    ("number: 0x1F", 1, "'0x1F'", "quote it"),
    ("number: 0o17", 1, "'0o17'", "quote it"),
    ("number: 1_000", 1, "'1_000'", "underscores"),
    ("number: +5", 1, "'+5'", "without sign"),
    ("number: 1234567890123456", 1, "'1234567890123456'", "plain whole number"),
    ("time: 1:30", 1, "'1:30'", "base-60"),
    ("time: 12:30:45", 1, "'12:30:45'", "base-60"),
    ("share: 0.5", 1, "'0.5'", "whole number"),
    ("share: .5", 1, "'.5'", "whole number"),
    ("share: 1.5e3", 1, "'1.5e3'", "whole number"),
    ("share: -.inf", 1, "'-.inf'", "whole number"),
    ("share: .NaN", 1, "'.NaN'", "whole number"),
    ("day: 2024-02-30", 1, "2024-02-30 is no day", "check year, month and day"),
    ("day: 2023-02-29", 1, "2023-02-29 is no day", "check year, month and day"),
    ("day: 2024-13-01", 1, "2024-13-01 is no day", "check year, month and day"),
    ("nothing:", 1, "without a value", "leave the key out"),
    ("nothing: null", 1, "without a value", "leave the key out"),
    ("nothing: ~", 1, "without a value", "leave the key out"),
    ("nothing: NULL", 1, "'NULL'", "leave the key out"),
    ("one: 1\ntwo: 2\none: 3", 3, "'one' stands twice", "keep one"),
    ("in:\n  one: 1\n  one: 1", 3, "'one' stands twice", "keep one"),
    ("one: &here 1", 1, "anchor &here", "write the value out"),
    ("one: &here\n  a: 1", 1, "anchor &here", "write the value out"),
    ("one: &here [a]\ntwo: *here", 1, "anchor &here", "write the value out"),
    ("one: 1\ntwo: *there", 2, "alias *there", "write the value out"),
    ("one: 1\n<<: {a: 1}", 2, "merge key <<", "write the keys out"),
    ("one: !!str 1", 1, "tag tag:yaml.org,2002:str", "take the tag out"),
    ("one: 1\ntwo: !secret x", 2, "tag !secret", "take the tag out"),
    ("one: !!python/object/apply:os.system ['true']", 1, "tag", "take the tag out"),
    ("? {a: 1}\n: 2", 1, "a key must be plain text", ""),
    ("? &key one\n: 2", 1, "a key must be plain text", ""),
    ("one:\n\ttwo: 3", 2, "cannot start any token", "check indentation"),
    ("one: 1\n two: 2", 2, "not allowed", "check indentation"),
    ("one: [1, 2", 2, "expected ',' or ']'", "check indentation and quotes"),
    ("one: 'open", 1, "", "check indentation and quotes"),
    ("one: 1\n---\ntwo: 2", 2, "second document", "take out the line ---"),
    ("", 1, "empty", ""),
    ("# only a remark", 1, "empty", ""),
    ("- one\n- two", 1, "a mapping of keys was expected", ""),
    ("just words", 1, "a mapping of keys was expected", ""),
]


@pytest.mark.parametrize(("text", "line", "says", "mend"), REFUSED)
def test_refusal_names_file_line_and_mend(text: str, line: int, says: str, mend: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_yaml(text.encode(), name="law/japan/status.yaml")

    error = caught.value
    assert (error.file, error.line) == ("law/japan/status.yaml", line)
    assert says in str(error)
    assert mend in str(error)
    assert str(error).startswith(f"law/japan/status.yaml, line {line}: ")
    assert "\n" not in str(error)


NOT_TEXT = [
    (b"\xff\xfe\x00\x01", "not text in UTF-8", "save it as UTF-8"),
    (b"\x89PNG\r\n\x1a\n\x00", "not text in UTF-8", "save it as UTF-8"),
    (b"one: 1\ntwo: \x8e\x52", "line 2: this is not text in UTF-8", "save it as UTF-8"),
    (b"one: a\x00b", "binary data", "YAML or JSON"),
    (b"one: 1\n\ntwo: a\x00b", "line 3: this is not text but binary data", "YAML or JSON"),
    (b"one: 1\ntwo: \x07", "line 2: YAML: control characters", "check indentation"),
]


@pytest.mark.parametrize(("raw", "says", "mend"), NOT_TEXT)
def test_what_is_no_text_is_refused(raw: bytes, says: str, mend: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_yaml(raw, name="file.yaml")

    assert "file.yaml" in str(caught.value)
    assert says in str(caught.value)
    assert mend in str(caught.value)


def test_deep_nesting_is_refused() -> None:
    deepest = "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse_yaml(deepest.encode(), name="f")

    for brackets in (MAX_DEPTH + 1, 5_000, 100_000):
        with pytest.raises(InputError, match=r"nested more than|too deep|YAML"):
            parse_yaml(("a: " + "[" * brackets).encode(), name="f")


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a: &a [x, x]"] + [f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    with pytest.raises(InputError, match="anchor &a"):
        parse_yaml("\n".join(lines).encode(), name="f")


def test_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("was read"))

    with pytest.raises(InputError, match=r"50,000,000 bytes; 4,000,000 is the most"):
        read_yaml(path)
    with pytest.raises(InputError, match="is the most that is read"):
        parse_yaml(b"a" * (MAX_BYTES + 1), name="f")


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file; check the path"):
        read_yaml(tmp_path / "absent.yaml")
    with pytest.raises(InputError, match="cannot be read"):
        read_yaml(tmp_path)


def test_values_and_their_lines() -> None:
    text = "\ufeffa: true\nb: -12\nc: 2024-02-29\nd: '010'\ne: plain words\nf: [1,\n  two]\ng:\n  h: \"no\"\n"

    block = parse_yaml(text.encode(), name="f")

    assert block == {
        "a": True,
        "b": -12,
        "c": date(2024, 2, 29),
        "d": "010",
        "e": "plain words",
        "f": [1, "two"],
        "g": {"h": "no"},
    }
    assert block.lines == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 8}
    items, inner = block["f"], block["g"]
    assert isinstance(items, Items)
    assert items.lines == [6, 7]
    assert isinstance(inner, Block)
    assert (inner.line, inner.lines) == (9, {"h": 9})


def test_keys_are_text_whatever_they_look_like() -> None:
    assert list(parse_yaml(b"1: a\ntrue: b\n2024-06-10: c\nno: d\n", name="f")) == ["1", "true", "2024-06-10", "no"]


def test_nothing_may_stand_where_it_is_allowed() -> None:
    assert parse_yaml(b"note: null\nother: ~\nempty:\n", name="f", allow_null=True) == dict.fromkeys(
        ("note", "other", "empty")
    )


plain = st.one_of(
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.dates(),
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp"))),
)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcxyz", min_size=1), values, min_size=1, max_size=5))
def test_what_a_careful_writer_writes_is_read_as_the_same(content: dict[str, object]) -> None:
    """Text in quotes, the rest plain: read back without loss."""

    def quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')

    class Careful(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    Careful.add_representer(str, quoted)
    text = yaml.dump(content, Dumper=Careful, allow_unicode=True)

    assert parse_yaml(text.encode(), name="f") == content


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_in_one_sentence(raw: bytes) -> None:
    try:
        parse_yaml(raw, name="f")
    except InputError as error:
        said = str(error)
    else:
        return
    assert said.startswith("f")
    assert said.endswith(".")
