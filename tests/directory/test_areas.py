"""Areas: how many there are, who lies beside whom, what names mean, how far it is."""

from __future__ import annotations

import pytest

from asylia.directory.areas import Reach
from asylia.errors import InputError
from tests.directory.personas import shipped

AREAS = shipped().directory.areas


@pytest.mark.parametrize(("place", "count"), [("JP", 47), ("KR", 17), ("CN", 31), ("HK", 18), ("MO", 8)])
def test_every_area_is_there_and_all_can_be_reached(place: str, count: int) -> None:
    here = AREAS.at(place)

    assert len(here.areas) == count
    assert all(len(here.borders_from(area)) == count for area in here.areas)


@pytest.mark.parametrize("place", AREAS.places)
def test_distance_is_one(place: str) -> None:
    here = AREAS.at(place)
    for start in here.areas:
        for other, borders in here.borders_from(start).items():
            assert here.borders_from(other)[start] == borders
            assert (borders == 0) == (other == start)
            for beside in here.areas[other].neighbours:
                assert abs(here.borders_from(start)[beside] - borders) <= 1


@pytest.mark.parametrize(
    ("place", "one", "other", "borders"),
    [
        ("JP", "tokyo", "kanagawa", 1),
        ("JP", "chiba", "kanagawa", 1),
        ("JP", "hokkaido", "aomori", 1),
        ("JP", "osaka", "tokyo", 6),
        ("JP", "okinawa", "kagoshima", 1),
        ("KR", "seoul", "jeju", 5),
        ("HK", "central-and-western", "yau-tsim-mong", 1),
        ("MO", "st-francis-xavier", "cathedral", 3),
        ("CN", "hainan", "guangdong", 1),
        ("CN", "beijing", "shanghai", 4),
    ],
)
def test_how_far_it_is(place: str, one: str, other: str, borders: int) -> None:
    assert AREAS.at(place).borders_from(one)[other] == borders


@pytest.mark.parametrize(
    ("place", "text", "area"),
    [
        ("JP", "Osaka", "osaka"),
        ("JP", "大阪府", "osaka"),
        ("JP", "大阪", "osaka"),
        ("KR", "서울", "seoul"),
        ("HK", "觀塘", "kwun-tong"),
        ("HK", "观塘区", "kwun-tong"),
        ("HK", "North District", "north"),
        ("JP", "Ōsaka-fu", "osaka"),
        ("JP", "OSAKA PREFECTURE", "osaka"),
        ("JP", "川口", "saitama"),
        ("KR", "서울특별시", "seoul"),
        ("KR", "Gyeonggi-do", "gyeonggi"),
        ("KR", "Jeollabuk-do", "jeonbuk"),
        ("CN", "廣東", "guangdong"),
        ("CN", "Urumqi", "xinjiang"),
        ("MO", "氹仔", "our-lady-of-carmel"),
        ("MO", "São Lourenço", "st-lawrence"),
        ("MO", "大堂", "cathedral"),
    ],
)
def test_names_that_people_use(place: str, text: str, area: str) -> None:
    assert AREAS.at(place).area_named(text).id == area


@pytest.mark.parametrize(
    ("place", "text"), [("JP", "か゛ん"), ("JP", "Osaka-do"), ("JP", "fu"), ("MO", "大"), ("KR", "Seoul ken")]
)
def test_what_is_no_name_is_none(place: str, text: str) -> None:
    with pytest.raises(InputError, match="there is no area"):
        AREAS.at(place).area_named(text)


@pytest.mark.parametrize("place", AREAS.places)
def test_every_name_is_found_in_any_case_and_no_two_areas_share_one(place: str) -> None:
    here = AREAS.at(place)
    for area in here.areas.values():
        for name in (area.id, *area.names.values(), *area.also):
            for text in (name, name.upper(), name.lower(), f" {name} "):
                assert here.area_named(text) is area


def test_a_name_of_the_whole_place_is_no_area() -> None:
    for place, name in (("MO", "澳門"), ("HK", "Hong Kong"), ("JP", "all Japan")):
        with pytest.raises(InputError, match="is the whole place"):
            AREAS.at(place).area_named(name)


def test_a_region_or_a_slip_is_answered_with_what_to_choose() -> None:
    with pytest.raises(InputError, match="aichi, gifu, mie, shizuoka"):
        AREAS.at("JP").area_named("Tokai")
    with pytest.raises(InputError, match="did you mean 'osaka'"):
        AREAS.at("JP").area_named("Osakka")


def test_what_services_write() -> None:
    japan = AREAS.at("JP")

    assert japan.named_in("all Japan") == (Reach(True), ())
    assert japan.named_in("world") == (Reach(True), ())
    assert japan.named_in("Tokai (Aichi, Gifu)")[0].areas == {"aichi", "gifu", "mie", "shizuoka"}
    assert japan.named_in("Tokyo, Ushiku")[0].areas == {"tokyo", "ibaraki"}
    assert japan.named_in("Atlantis") == (Reach(), ("Atlantis",))


def test_every_address_and_every_area_of_a_service_is_known() -> None:
    directory = shipped().directory
    for body in directory.organizations.values():
        for address in body.addresses:
            here = directory.areas.at(address.country)
            assert any(here.named_in(text)[0].is_known for text in (address.city, address.state_province)), body.id
        for service in body.services:
            assert not service.area or any(
                not directory.areas.at(place).named_in(service.area)[1] for place in body.jurisdictions
            ), (body.id, service.area)
