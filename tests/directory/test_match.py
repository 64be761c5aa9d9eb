"""Matching: who is ruled out, who comes last, what is said before; more knowledge never brings in a stranger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylia.directory.match import Found, Hit, Wish, match
from asylia.directory.match_index import index_of
from asylia.directory.match_reasons import order_of, reasons_of
from asylia.errors import InputError
from asylia.logic.truth import UNKNOWN
from tests.directory.personas import TUESDAY, calendar, first_ids, found_for, ids, moment, shipped

DIRECTORY = shipped().directory
MATCHING = DIRECTORY.matching
OFFICE = "isa-tokyo"


def reasons(found: Found, organization: str) -> list[str]:
    return [reason.id for reason in reasons_of(hit_of(found, organization), found)]


def hit_of(found: Found, organization: str) -> Hit:
    return next(hit for hit in found.hits if hit.organization.id == organization)


# --- safety ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [(), ("no_status",), ("before_apply",), ("applicant", "no_status")])
def test_p9_an_office_that_can_detain_comes_last_unless_a_permit_is_known(audience: tuple[str, ...]) -> None:
    found = found_for(Wish("JP", TUESDAY, ("legal",), audience))
    last = [hit.is_last for hit in found.hits]

    assert OFFICE in ids(found)
    assert last == sorted(last)
    assert "office_last" in reasons(found, OFFICE)
    assert "offices" in order_of(found)


def test_p9_with_a_known_permit_the_office_takes_its_own_place() -> None:
    found = found_for(Wish("JP", TUESDAY, ("legal.apply_here",), ("before_apply", "legal_stay")))

    assert set(first_ids(found)) == {OFFICE, "isa-nagoya"}
    assert found.added == ()


def test_p9_who_asks_for_the_office_alone_is_shown_somebody_to_ask_before() -> None:
    found = found_for(Wish("JP", TUESDAY, ("legal.apply_here",), ("no_status",)))

    assert found.added == ("legal.first_advice",)
    assert not any(hit.listed.is_authority for hit in found.first)
    assert "need_joined" in reasons(found, "jar")


@pytest.mark.parametrize(
    ("audience", "added"),
    [(("detained",), ("legal.first_advice",)), (("legal_stay",), ()), (("no_status",), ())],
)
def test_p9_where_only_an_office_that_can_detain_is_found_somebody_stands_before_it(
    audience: tuple[str, ...], added: tuple[str, ...]
) -> None:
    """FRESC, with an immigration office on its floor, alone lists complaints; it is for those with a permit."""
    found = found_for(Wish("JP", TUESDAY, ("complaint",), audience))

    assert found.added == added
    assert ("fresc" in ids(found)) is ("no_status" not in audience)
    assert ("jar" in first_ids(found)) is bool(added)


def test_p9_where_others_are_found_too_nobody_joins() -> None:
    found = found_for(Wish("JP", TUESDAY, ("interpretation",), ("before_apply",)))

    assert {OFFICE, "amda-imic"} < set(ids(found))
    assert found.added == ()


def test_p9_an_office_that_advises_on_stay_carries_the_sentence_too() -> None:
    taxonomy = DIRECTORY.taxonomy

    assert taxonomy.warnings_beside("government", ("legal.stay_documents", "work.rights")) == ("can_detain",)
    assert taxonomy.warnings_beside("government", ("legal.first_advice", "legal.legal_aid_money")) == ()
    assert taxonomy.warnings_beside("faith", ("legal.stay_documents",)) == ()


def test_p9_with_an_unknown_permit_the_office_asked_for_is_the_last_of_the_first() -> None:
    found = found_for(Wish("JP", TUESDAY, ("legal.apply_here",)))

    assert [hit.is_last for hit in found.first] == [False, False, True]


@pytest.mark.parametrize(
    "wish",
    [
        Wish("JP", TUESDAY, ("legal",), own_state=True),
        Wish("JP", TUESDAY, ("safety.transnational_threat",)),
        Wish("JP", TUESDAY, ("safety",)),
    ],
)
def test_p11_a_threat_from_the_own_state_is_warned_of_before_contacts(wish: Wish) -> None:
    assert found_for(wish).warnings == ("own_state",)


@pytest.mark.parametrize("place", ["JP", "KR", "HK", "MO"])
def test_p11_with_a_threat_from_the_own_state_an_office_comes_last_even_with_a_permit(place: str) -> None:
    """What an office learns, another state may learn: somebody to ask before it stands in front."""
    quiet = Wish(place, TUESDAY, ("legal.apply_here",), ("before_apply", "legal_stay"))
    said, told = (
        found_for(wish)
        for wish in (
            replace(quiet, own_state=True),
            replace(quiet, needs=(*quiet.needs, "safety.transnational_threat")),
        )
    )

    assert all(hit.listed.is_authority for hit in found_for(quiet).hits)
    assert "offices" not in order_of(found_for(quiet))
    for found in (said, told):
        assert not found.hits[0].listed.is_authority
        assert [hit.is_last for hit in found.hits] == sorted(hit.listed.is_authority for hit in found.hits)
        assert "offices" in order_of(found)


def test_p11_an_ambulance_is_no_office_that_comes_last() -> None:
    found = found_for(Wish("JP", TUESDAY, ("health.emergency",), own_state=True))

    assert first_ids(found)[0] == "fire-119-japan"
    assert not found.first[0].is_last


def test_p11_nobody_else_is_warned() -> None:
    assert found_for(Wish("JP", TUESDAY, ("legal",))).warnings == ()


# --- rules -----------------------------------------------------------------------------------------------------------


def test_d6_three_first_hold_the_best_for_each_need() -> None:
    wanted = ("stateless", "family.tracing", "money.allowance")
    found = found_for(Wish("JP", TUESDAY, wanted, ("applicant",)))

    assert len(found.first) == 3
    assert {need for hit in found.first for need in hit.needs} == set(wanted)
    assert [*found.first, *found.rest] == sorted(found.hits, key=lambda hit: (hit not in found.first, hit.key))


def test_a_need_covers_its_children_and_a_child_its_heading() -> None:
    whole, part = (found_for(Wish("KR", TUESDAY, (need,))) for need in ("detention", "detention.visit"))

    assert "apil" in ids(whole)
    assert hit_of(whole, "apil").needs == {"detention": "detention.visit"}
    assert "need_heading" in reasons(part, "nancen")
    assert ids(part).index("apil") < ids(part).index("nancen")


def test_where_nobody_lists_a_need_those_who_list_what_stands_closest_are_found_and_say_so() -> None:
    """They want to send me back: lawyers and groups, not one name."""
    found = found_for(Wish("JP", TUESDAY, ("legal.removal_order",), ("refused", "no_status")))
    reason = next(one for one in reasons_of(found.first[0], found) if one.id == "need_in_stead")

    assert first_ids(found) == ["jar", "rafiq", "jfba"]
    assert reason.values["asked"] == ("legal.removal_order",)
    assert "legal.appeal_court" in reason.values["need"]
    assert not {"need", "need_joined"} & set(reasons(found, "jar"))


@pytest.mark.parametrize(
    ("place", "need", "added"),
    [
        ("MO", "safety.trafficking", ("safety.violence", "legal.first_advice")),
        ("KR", "safety.trafficking", ()),
        ("JP", "detention.release", ("detention.visit", "legal.representation", "legal.first_advice")),
        ("KR", "detention.release", ()),
        ("KR", "children.alone", ()),
    ],
)
def test_what_somebody_lists_even_as_a_heading_and_what_has_no_stand_in_is_left_alone(
    place: str, need: str, added: tuple[str, ...]
) -> None:
    assert found_for(Wish(place, TUESDAY, (need,))).added == added


def test_who_meets_what_stands_in_meets_as_much_as_who_meets_the_other_need() -> None:
    found = found_for(Wish("JP", TUESDAY, ("legal.removal_order", "health.mental"), ("refused",)))

    assert ids(found).index("jar") < ids(found).index("yorisoi") < ids(found).index("isa-tokyo")
    assert "yorisoi" in first_ids(found)


def test_a_lawyer_asked_for_by_name_meets_the_need_in_whose_stead_lawyers_are_taken() -> None:
    """Who gives first advice besides does not pass the bar's lawyers for it."""
    needs = ("legal.removal_order", "legal.appeal_court", "legal.representation")
    found = found_for(Wish("JP", TUESDAY, needs, ("refused", "no_status")))

    assert found.added == ("legal.first_advice",)
    assert first_ids(found) == ["jar", "jfba", "jlnr"]


def test_with_a_near_day_help_with_the_law_comes_first() -> None:
    far, near = (
        found_for(Wish("JP", TUESDAY, ("health.mental",), deadline=day))
        for day in (date(2026, 12, 9), date(2026, 12, 8))
    )

    assert (far.is_date_near, near.is_date_near) == (False, True)
    assert first_ids(far) == ["yorisoi", "tell"]
    assert near.first[0].for_date
    assert "yorisoi" in first_ids(near)
    assert "date_near" in reasons(near, "jar")
    assert found_for(replace(near.wish, deadline=date(2026, 11, 20))).is_date_near


def test_an_unknown_language_or_area_never_rules_out() -> None:
    plain = found_for(Wish("JP", TUESDAY, ("legal",)))
    found = found_for(Wish("JP", TUESDAY, ("legal",), languages=("my",), near="okinawa"))

    assert set(ids(found)) == set(ids(plain))
    assert "languages_unknown" in reasons(found, "frj")
    assert "speaks_others" in reasons(found, "houterasu")
    assert "speaks" in reasons(found, OFFICE)
    assert "area_elsewhere" in reasons(found, "rafiq")
    assert "area_unknown" in reasons(found, "lfnkr")


def test_a_need_is_not_met_by_who_serves_another_area() -> None:
    """DAN has lawyers and doctors, in Nagoya; for Saitama the lawyers who serve all Japan stand before it."""
    needs = ("legal.representation", "health.no_insurance")
    saitama, gifu = (found_for(Wish("JP", TUESDAY, needs, ("refused",), near=area)) for area in ("saitama", "gifu"))

    assert ids(saitama).index("jfba") < ids(saitama).index("dan")
    assert ids(gifu).index("dan") < ids(gifu).index("jfba")


def test_a_page_that_names_others_comes_after_those_who_help_themselves() -> None:
    """A list of lawyers of the world meets both needs, an organisation of the place only one."""
    wish = Wish("JP", TUESDAY, ("lgbtqi", "legal.representation"), ("lgbtqi_person", "applicant"), near="aichi")
    found, alone = found_for(wish), found_for(Wish("KR", TUESDAY, ("lgbtqi",)))

    assert ids(found)[-1] == "amera-rights-in-exile"
    assert "page" in reasons(found, "amera-rights-in-exile")
    assert "page" not in reasons(found, "jar")
    assert "pages" in order_of(found)
    assert "pages" not in order_of(found_for(Wish("JP", TUESDAY, ("stateless",))))
    assert first_ids(alone) == ["amera-rights-in-exile", "gonggam"]


def test_what_is_known_of_a_person_rules_out_what_is_for_others_only() -> None:
    found = found_for(Wish("JP", TUESDAY, ("shelter",), ("recognised",)))

    assert "arrupe" in ids(found_for(Wish("JP", TUESDAY, ("shelter",))))
    assert "rhq" not in ids(found)
    assert all(hit.audience is not UNKNOWN or set(hit.audience_codes) - {"applicant"} for hit in found.hits)


def test_a_wish_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(InputError, match="nobody is no_status and legal_stay at once"):
        found_for(Wish("JP", TUESDAY, ("legal",), ("no_status", "legal_stay")))


def test_tagalog_and_filipino_are_one_and_scripts_do_not_count() -> None:
    for tag in ("fil", "tl", "tl-PH"):
        assert hit_of(found_for(Wish("JP", TUESDAY, ("health",), languages=(tag,))), "yorisoi").speaks
    for tag in ("zh-Hans", "zh-Hant-HK", "yue"):
        assert hit_of(found_for(Wish("JP", TUESDAY, ("health",), languages=(tag,))), "amda-imic").speaks


def test_d8_open_now_breaks_ties_only() -> None:
    """At eleven in the evening TELL has just closed; Yorisoi never does."""
    found = found_for(Wish("JP", TUESDAY, ("health.mental",), moment=moment("JP", "2026-11-24T23:00")))
    before = found_for(Wish("JP", TUESDAY, ("health.mental",), moment=moment("JP", "2026-11-24T22:59")))

    assert "hours_closed" in reasons(found, "tell")
    assert "hours_open" in reasons(before, "tell")
    assert "hours_open" in reasons(found, "yorisoi")
    assert ids(found) == ids(before)


def of_two(name: str, wish: Wish, **changes: object) -> str:
    """Who stands first: an organisation, or its twin with changes, which stands before it in the files."""
    one = DIRECTORY.organizations[name]
    twin = replace(one, id="twin", **changes)  # type: ignore[arg-type]  # parts of an organisation
    found = match(index_of(replace(DIRECTORY, organizations={"twin": twin, name: one})), wish, calendar("JP"))
    return found.hits[0].organization.id


@pytest.mark.parametrize(("at", "first"), [("2026-11-24T22:59", "tell"), ("2026-11-24T23:00", "twin")])
def test_d5_of_two_alike_the_open_one_is_first_and_a_closed_one_comes_after_unknown_hours(at: str, first: str) -> None:
    wish = Wish("JP", TUESDAY, ("health.mental",), moment=moment("JP", at))

    assert of_two("tell", wish, schedules=()) == first
    assert of_two("tell", replace(wish, moment=None), schedules=()) == "twin"


@pytest.mark.parametrize(("near", "first"), [("osaka", "twin"), ("tokyo", "jrcs"), ("", "twin"), ("saitama", "jrcs")])
def test_d5_of_two_alike_the_nearer_one_is_first(near: str, first: str) -> None:
    addresses = DIRECTORY.organizations["jrcs"].addresses
    moved = tuple(replace(one, city="Osaka", state_province="Osaka") for one in addresses)

    assert of_two("jrcs", Wish("JP", TUESDAY, ("family.tracing",), near=near), addresses=moved) == first


@pytest.mark.parametrize(("languages", "first"), [(("th",), "dv-plus"), (("my",), "twin"), ((), "twin")])
def test_d5_of_two_alike_the_one_that_lists_the_language_is_first(languages: tuple[str, ...], first: str) -> None:
    assert of_two("dv-plus", Wish("JP", TUESDAY, ("safety.violence",), languages=languages), languages=()) == first


def test_where_a_shelter_is_never_counts() -> None:
    house = shipped().by_id["JP"]["arrupe"]

    assert house.organization.addresses
    assert house.located == frozenset()
    found = found_for(Wish("JP", TUESDAY, ("shelter", "education.language"), near="kanagawa"))
    assert not {"in_area", "borders"} & set(reasons(found, "arrupe"))


def test_in_a_crisis_the_help_line_stands_before_those_who_name_the_person() -> None:
    """The Samaritans are for anyone; three day centres of Hong Kong name those who applied."""
    asked = Wish("HK", TUESDAY, ("health.mental",), ("applicant",), moment=moment("HK", "2026-12-25T03:00"))

    assert first_ids(found_for(asked))[0] == "samaritans-hk"
    assert "hours_open" in reasons(found_for(asked), "samaritans-hk")


def test_for_other_needs_a_help_line_does_not_pass_those_who_name_the_person() -> None:
    found = found_for(Wish("JP", TUESDAY, ("shelter.tonight",), ("applicant",), near="osaka"))

    assert ids(found).index("rafiq") < ids(found).index("dv-plus")


def test_an_organisation_without_any_contact_comes_after_those_that_have_one() -> None:
    found = found_for(Wish("KR", TUESDAY, ("legal.representation",), ("applicant",)))

    assert ids(found)[-1] == "gonggam"
    assert "no_contact" in reasons(found, "gonggam")


# --- whatever is asked -----------------------------------------------------------------------------------------------

NEEDS, AUDIENCES = sorted(DIRECTORY.taxonomy.needs), sorted(set(DIRECTORY.taxonomy.audiences) - {"anyone"})
LANGUAGES = sorted({one.code for body in DIRECTORY.shown() for one in body.languages} | {"ug", "kmr", "fa-AF"})


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    place = draw(st.sampled_from(sorted(DIRECTORY.timezones)))
    audience: tuple[str, ...] = ()
    for code in draw(st.lists(st.sampled_from(AUDIENCES), max_size=3, unique=True)):
        audience = (*audience, code) if not MATCHING.contradiction((*audience, code)) else audience
    return Wish(
        place,
        TUESDAY,
        tuple(draw(st.lists(st.sampled_from(NEEDS), max_size=3, unique=True))),
        audience,
        tuple(draw(st.lists(st.sampled_from(LANGUAGES), max_size=2, unique=True))),
        draw(st.sampled_from(["", *DIRECTORY.areas.at(place).areas])),
        draw(st.none() | st.just(moment(place, "2026-11-24T10:00"))),
        draw(st.none() | st.dates(date(2026, 11, 1), date(2027, 1, 1))),
        draw(st.booleans()),
    )


@given(wishes())
@settings(max_examples=150, deadline=None)
def test_d5_d7_only_what_may_be_shown_at_the_place_is_found_and_every_hit_says_why(wish: Wish) -> None:
    found = found_for(wish)

    for hit in found.hits:
        assert hit.organization.publish != "hold"
        assert hit.organization.closed is None
        assert wish.place in hit.organization.jurisdictions
        assert reasons_of(hit, found)
        assert hit.needs or not wish.needs
    assert len(found.first) == min(3, len(found.hits))
    assert len({*first_ids(found)}) == len(found.first)
    assert found.hits or found.instead is not None
    assert [*sorted([*first_ids(found), *(hit.organization.id for hit in found.rest)])] == sorted(ids(found))


@given(wishes())
@settings(max_examples=60, deadline=None)
def test_the_order_is_always_the_same_and_that_of_the_files_breaks_ties_only(wish: Wish) -> None:
    turned = replace(DIRECTORY, organizations=dict(reversed([*DIRECTORY.organizations.items()])))
    again = match(index_of(turned), wish, calendar(wish.place))

    assert ids(found_for(wish)) == ids(found_for(wish))
    assert set(ids(again)) == set(ids(found_for(wish)))
    keys = [hit.key >> 24 for hit in again.hits]
    assert keys == sorted(keys)


@given(wishes(), st.sampled_from(LANGUAGES))
@settings(max_examples=100, deadline=None)
def test_one_more_language_never_loses_anybody(wish: Wish, language: str) -> None:
    more = replace(wish, languages=(*wish.languages, language))

    assert set(ids(found_for(more))) == set(ids(found_for(wish)))


@given(wishes(), st.sampled_from(AUDIENCES))
@settings(max_examples=150, deadline=None)
def test_knowing_more_of_a_person_never_brings_in_whom_a_rule_keeps_out(wish: Wish, code: str) -> None:
    """But for those that were looked for besides while it was not known whether the person has a permit."""
    audience = (*wish.audience, code)
    if not MATCHING.contradiction(audience):
        assert set(ids(found_for(replace(wish, audience=audience)))) <= set(ids(found_for(wish)))


@given(wishes(), st.sampled_from(NEEDS))
@settings(max_examples=60, deadline=None)
def test_one_more_need_never_loses_anybody(wish: Wish, need: str) -> None:
    if wish.needs:
        more = found_for(replace(wish, needs=(*wish.needs, need)))

        assert set(ids(found_for(wish))) <= set(ids(more)) | {hit.organization.id for hit in more.hits}


def test_what_cannot_wait_decides_alone_who_stands_first() -> None:
    needs = ("health.emergency", "health.no_insurance", "health")
    broad, urgent = (found_for(Wish("JP", TUESDAY, needs, at_once=one)) for one in ("", "health.emergency"))

    assert ids(broad)[0] == "jar"
    assert ids(urgent)[0] == "fire-119-japan"
    assert set(ids(broad)) == set(ids(urgent))
