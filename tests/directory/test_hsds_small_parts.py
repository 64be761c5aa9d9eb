"""Ids and web addresses as HSDS wants them."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylia.directory.hsds.identity import identity
from asylia.directory.hsds.web import as_uri
from tests.directory.hsds_schemas import FORMATS


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_an_id_is_the_uuid_of_its_name(parts: list[str]) -> None:
    made = identity(*parts)

    assert made == str(uuid5(NAMESPACE_URL, ":".join(("urn:asylia", *parts))))
    assert UUID(made).version == 5


@pytest.mark.parametrize(
    ("written", "uri"),
    [
        ("https://a.example.org/x?y=1#z", "https://a.example.org/x?y=1#z"),
        ("https://例え.jp/窓口?a=1", "https://xn--r8jz45g.jp/%E7%AA%93%E5%8F%A3?a=1"),
        ("http://a.example/100%/[x]", "http://a.example/100%25/%5Bx%5D"),
        (" https://a.example ", "https://a.example"),
        ("call us", ""),
        ("mailto:a@b.example", ""),
        ("http://a b.example/", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_a_web_address_becomes_a_uri_or_nothing(written: str, uri: str) -> None:
    assert as_uri(written) == uri


@given(st.text(max_size=20) | st.text("htps:/.?#%[]@ あ漢", max_size=30).map(lambda text: "http://a.example/" + text))
def test_whatever_comes_out_is_a_uri(written: str) -> None:
    made = as_uri(written)

    assert made == "" or FORMATS.conforms(made, "uri")
    assert as_uri(made) == made
