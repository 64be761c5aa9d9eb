"""SEC-50: the sealed token. What is sealed comes back; what is old, changed or foreign does not."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asylia.briefs.guide.order import Guide
from asylia.briefs.guide.packed import Packer, Unreadable
from asylia.briefs.guide.talk import Talk
from asylia.briefs.guide.token import LIFETIME_MINUTES, SIZES, Ended, Keys, Sealer
from tests.briefs.guide.people import PLACES, walk

DAY = 20_779
NOON = DAY * 1440 + 720


@pytest.fixture(scope="module")
def packer(guide: Guide) -> Packer:
    return Packer(guide.plan, guide.lawbook.data)


@pytest.fixture(scope="module")
def talks(guide: Guide) -> list[Talk]:
    return [page.talk for place in PLACES for seed in range(4) for page in walk(guide, place, seed)]


@pytest.fixture
def sealer(packer: Packer) -> Sealer:
    return Sealer(packer, Keys(DAY))


def test_sec_50_every_run_comes_back_as_it_was(sealer: Sealer, talks: list[Talk]) -> None:
    for talk in talks:
        assert sealer.open(sealer.seal(talk, NOON), NOON + LIFETIME_MINUTES) == talk


def test_sec_50_a_token_ends_after_an_hour(sealer: Sealer) -> None:
    token = sealer.seal(Talk(), NOON)

    with pytest.raises(Ended):
        sealer.open(token, NOON + LIFETIME_MINUTES + 1)


def test_sec_50_a_token_of_the_future_is_refused(sealer: Sealer) -> None:
    with pytest.raises(Ended):
        sealer.open(sealer.seal(Talk(), NOON + 1), NOON)


def test_sec_50_a_token_lives_over_midnight_and_its_key_is_then_forgotten(sealer: Sealer) -> None:
    late = (DAY + 1) * 1440 - 10
    token = sealer.seal(Talk(), late)

    assert sealer.open(token, late + 30) == Talk()
    with pytest.raises(Ended):
        sealer.open(token, late + LIFETIME_MINUTES + 20)
    assert sealer.keys.of(DAY) is None


def test_sec_50_workers_walk_from_the_first_key_to_the_same_one(packer: Packer) -> None:
    first = b"k" * 32
    one, other = Sealer(packer, Keys(DAY, first)), Sealer(packer, Keys(DAY, first))
    later = NOON + 3 * 1440

    assert other.open(one.seal(Talk(shared=True), later), later) == Talk(shared=True)


def test_sec_50_a_restart_forgets_everybody(packer: Packer, sealer: Sealer) -> None:
    with pytest.raises(Ended):
        Sealer(packer, Keys(DAY)).open(sealer.seal(Talk(), NOON), NOON)


def test_sec_50_a_token_of_another_law_is_refused(packer: Packer) -> None:
    keys = Keys(DAY)
    other = Sealer(replace(packer, data=replace(packer.data, version="0000000000000000")), keys)

    with pytest.raises(Ended):
        other.open(Sealer(packer, keys).seal(Talk(), NOON), NOON)


def test_sec_50_every_changed_byte_is_refused(sealer: Sealer, talks: list[Talk]) -> None:
    raw = urlsafe_b64decode(sealer.seal(talks[5], NOON))

    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(Ended):
            sealer.open(urlsafe_b64encode(changed).decode(), NOON)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_sec_50_whatever_is_sent_as_a_token_ends_calmly(sealer: Sealer, text: str) -> None:
    with pytest.raises(Ended):
        sealer.open(text, NOON)


@given(raw=st.binary(max_size=200))
def test_bytes_that_no_run_makes_are_unreadable_or_a_run(packer: Packer, raw: bytes) -> None:
    try:
        talk = packer.unpack(raw)
    except Unreadable:
        return
    assert isinstance(talk, Talk)


def test_sec_55_the_size_of_a_token_does_not_tell_the_answers(sealer: Sealer, talks: list[Talk]) -> None:
    sizes = {len(sealer.seal(talk, NOON)) for talk in talks}

    assert len(sizes) <= len(SIZES)
    assert len({len(sealer.seal(talk, NOON)) for talk in talks if len(talk.replies) < 8}) == 1


def test_sec_50_nothing_readable_stands_in_a_token(sealer: Sealer, talks: list[Talk]) -> None:
    first, second = (sealer.seal(talks[5], NOON) for _ in range(2))

    assert first != second
    assert b"JP" not in urlsafe_b64decode(first)[14:]
