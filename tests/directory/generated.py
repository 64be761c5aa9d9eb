"""Directories that nobody wrote: strategies for Hypothesis, with names in many scripts and every detail optional."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from asylia.directory.matching import Matching
from asylia.directory.model import (
    ADDRESS_TYPES,
    CONFIDENCES,
    FREQUENCIES,
    HOW_SEEN,
    PHONE_TYPES,
    PUBLISH,
    STATUSES,
    WEEKDAYS,
    Address,
    AgeLimits,
    Closed,
    Correction,
    Directory,
    Email,
    Language,
    Organization,
    Phone,
    PrintedDate,
    Schedule,
    Service,
    SourcePage,
    Support,
    ToVerify,
    Website,
)
from asylia.directory.parts import printed
from asylia.directory.taxonomy import Audience, Kind, Need, Taxonomy

SECRET = "HELD-"
"""Stands in everything that must never leave: of bodies on hold, and of notes of the keepers."""
TAGS = ("SITE", "COPY", "CALL", "LETTER")
PLACES = {"JP": "Asia/Tokyo", "KR": "Asia/Seoul", "HK": "Asia/Hong_Kong"}
LANGUAGES = ("ja", "ko", "zh-Hans", "zh-Hant", "my", "ar", "fr")

_LETTERS = "aZ 9-.,;:'\"&<>{}\\/\n\t" + "あ難民支援ｱ" + "한국어" + "简体繁體" + "မြန်မာ" + "العربية" + "éß" + "🙂\u200b"
texts = st.text(_LETTERS, min_size=1, max_size=12)
maybe = st.just("") | texts
slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
days = st.dates(date(2000, 1, 1), date(2026, 11, 22))
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
urls = st.sampled_from(
    ["https://a.example.org/", "http://例え.jp/窓口", "https://b.example/?q=a b", "http://c.example/#%zz"]
)
supports = st.builds(
    Support, st.lists(st.sampled_from(TAGS), max_size=3, unique=True).map(tuple), st.sampled_from(["", *CONFIDENCES])
)


def _printed(day: date, digits: int) -> PrintedDate:
    found = printed(day.isoformat()[:digits])
    assert found is not None
    return found


dates = st.builds(_printed, days, st.sampled_from([4, 7, 10]))
line = st.integers(1, 99)


def several(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


phones = st.builds(
    Phone,
    texts,
    st.sampled_from(PHONE_TYPES),
    st.sampled_from(["+81363830688", "+81120477472", "+82212345678"]),
    st.just(""),
    maybe,
    st.booleans(),
    maybe,
    maybe,
    supports,
    line,
)
short_codes = st.builds(
    lambda phone, code: replace(phone, e164="", short_code=code), phones, st.sampled_from(["119", "1345"])
)
_weekdays = st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=7)
_of_a_month = st.lists(st.sampled_from(["1MO", "3TU", "-1FR", "SU"]), unique=True, min_size=1)
_rules = st.tuples(st.sampled_from(["", *FREQUENCIES]), _weekdays) | st.tuples(st.just("MONTHLY"), _of_a_month)
schedules = st.builds(
    lambda applies_to, rule, *more: Schedule(applies_to, rule[0], tuple(rule[1]), *more),
    texts | st.sampled_from(["s1", "s2"]),
    _rules,
    st.none() | hours,
    st.none() | hours,
    st.none() | days,
    st.none() | days,
    maybe,
    maybe,
    supports,
    line,
)
corrections = st.builds(Correction, texts, maybe, maybe, maybe, st.none() | days, supports, line)
pages = st.builds(
    SourcePage, st.just(""), texts, texts, urls, st.sampled_from(HOW_SEEN), days, st.none() | dates, maybe, line
)


@st.composite
def organizations(draw: st.DrawFn) -> Organization:
    places = [
        Address(
            name,
            *draw(st.tuples(st.sampled_from(ADDRESS_TYPES), texts, maybe, maybe, maybe)),
            "JP",
            draw(maybe),
            draw(supports),
            7,
        )
        for name in draw(st.lists(slugs, max_size=2, unique=True))
    ]
    needs = st.lists(st.sampled_from(["legal", "legal.apply", "shelter"]), min_size=1, max_size=3, unique=True)
    services = [
        Service(
            name,
            draw(texts),
            tuple(draw(needs)),
            draw(st.sampled_from([("anyone",), ("child", "anyone")])),
            draw(maybe),
            draw(maybe),
            draw(st.sampled_from(["", *(place.id for place in places)])),
            draw(st.sampled_from(STATUSES)),
            draw(maybe),
            draw(supports),
            draw(line),
        )
        for name in draw(st.lists(slugs | st.sampled_from(["s1", "s2"]), max_size=3, unique=True))
    ]
    spoken = draw(st.lists(st.sampled_from(LANGUAGES), max_size=3, unique=True))
    named = draw(st.dictionaries(st.sampled_from(LANGUAGES[:4]), texts, max_size=3))
    return Organization(
        draw(slugs),
        draw(st.sampled_from(["ngo", "government"])),
        draw(st.sampled_from(PUBLISH[:2])),
        tuple(draw(st.lists(st.sampled_from(list(PLACES)), min_size=1, max_size=3, unique=True))),
        {"en": draw(texts), **named},
        draw(several(maybe)),
        {"ko": SECRET + "name"},
        draw(maybe),
        draw(several(st.builds(Website, urls, st.booleans(), supports, line))),
        draw(several(st.builds(Email, st.sampled_from(["a@b.example", "desk@例え.jp"]), maybe, supports, line))),
        draw(several(phones | short_codes)),
        tuple(places),
        draw(several(schedules)),
        tuple(services),
        tuple(Language(code, draw(maybe), draw(supports), 9) for code in spoken),
        draw(maybe),
        SECRET + "contacts",
        draw(st.none() | dates),
        draw(st.none() | st.builds(Closed, days, supports)),
        draw(several(maybe)),
        (SECRET + "upkeep",),
        draw(several(corrections)),
        tuple(draw(st.lists(st.sampled_from(TAGS), max_size=4, unique=True))),
        draw(st.none() | st.integers(1, 20)),
        "directory/organizations/x.yaml",
        draw(line),
    )


def held(organization: Organization) -> Organization:
    """The same body on hold, every text of it marked."""
    return replace(
        organization,
        id=SECRET.lower() + organization.id,
        publish="hold",
        names={tag: SECRET + name for tag, name in organization.names.items()},
        other_names=(SECRET,),
        description=SECRET,
        websites=(Website("https://HELD-site.example", True, Support(("HELD-PAGE",)), 1),),
        emails=(Email("HELD-desk@x.example", SECRET, Support(()), 1),),
        phones=(Phone(SECRET, "voice", "HELD-number", "", SECRET, True, SECRET, SECRET, Support(()), 1),),
        addresses=tuple(replace(place, address_1=SECRET, note=SECRET) for place in organization.addresses),
        services=tuple(replace(service, name=SECRET, note=SECRET) for service in organization.services),
        notes=(SECRET,),
        corrections=(Correction(SECRET, SECRET, SECRET, SECRET, None, Support(()), 1),),
        sources=("HELD-PAGE",),
    )


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """A directory with bodies that are shown and bodies on hold."""
    shown = draw(st.lists(organizations(), max_size=4, unique_by=lambda one: one.id))
    hidden = [held(one) for one in draw(st.lists(organizations(), max_size=2, unique_by=lambda one: one.id))]
    found = draw(st.permutations([*shown, *hidden]))
    sources = {tag: replace(draw(pages), tag=tag) for tag in TAGS}
    sources["HELD-PAGE"] = replace(sources["SITE"], tag="HELD-PAGE", title=SECRET)
    needs = {
        "legal": Need(
            "legal", "", draw(texts), draw(texts), tuple(draw(st.lists(st.integers(1, 9999)))), draw(maybe), True, 3
        ),
        "legal.apply": Need("legal.apply", "legal", draw(texts), draw(texts), (), draw(maybe), False, 4),
        "shelter": Need("shelter", "", draw(texts), draw(texts), (1,), draw(maybe), draw(st.booleans()), 5),
    }
    taxonomy = Taxonomy(
        "needs",
        "Needs",
        "All",
        "rule",
        "rule",
        "1",
        needs,
        {code: Audience(code, draw(texts)) for code in ("anyone", "child")},
        {code: Kind(code, draw(texts)) for code in ("ngo", "government")},
        (),
        (),
    )
    return Directory(
        draw(texts),
        draw(days),
        draw(maybe),
        PLACES,
        {"JP": "[0-9]{3}-[0-9]{4}"},
        AgeLimits(180, 365, {}),
        taxonomy,
        sources,
        {one.id: one for one in found},
        (ToVerify(SECRET + "wanted", "JP"),),
        matching=Matching(hidden_places=draw(st.sampled_from([frozenset(), frozenset(["shelter"])]))),
    )
