"""P10: no text helps to cross a border or names a way there.

The English texts of the guide and the steps of the stages were read over for it whole in November 2026; the questions,
the interface and the directory by the words below. A new text with such a word fails until somebody has read it and
said why it may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from asylia.folders import data_folder
from asylia.lawbook.strict_yaml import read_yaml

SIGNS = re.compile(
    r"smuggl|\bboats?\b|\bships?\b|\broutes?\b|\bcross(?:es|ed|ing)?\b|\bsneak|\bfake|\bforge|\bbrib|\bescape"
    r"|\bfalse (?:papers?|passports?|documents?|identit)|\bhid(?:e|es|ing)\b|\bborders?\b|\bcheckpoints?\b"
    r"|\bhow to (?:enter|reach|get (?:to|in|across|out))|\bway (?:into|across|over) |\bflights? to\b|\bfly to\b"
    r"|\btickets?\b|\bbrokers?\b|\bon foot\b|\bunnoticed|\bundetected|\bevad|\bslip (?:into|past|over)"
    r"|\bavoid (?:the )?(?:police|control|checks)|\bwithout (?:being seen|inspection)|\bcome in\b|\bget in\b"
    r"|\binspection\b|\btravel(?:s|led|ling)? (?:to|on|through|without)",
    re.IGNORECASE,
)
"""Words that help to cross would be made of. Most uses are others: those are named below."""

MAY_STAND = {
    # what the person is asked about the past or the present; no answer leads to a way
    "or otherwise in the hands of officials": "asks where the person is, for the reach of a treaty",
    "or held by its officials": "the same in plain words",
    "by deceit (such as false documents": "a ground of the law to take protection away",
    "medical help that is hard to get in your country": "asks for care, not for entry",
    "refusal at the border)": "what a state does to the person",
    "aboard a ship or aircraft": "asks where the person is: temporary refuge landing is a right of those on board",
    "Are you on a ship or plane": "the same in plain words",
    "On a ship or aircraft, ask for temporary landing": "an application to officials on arrival",
    "escape from North Korea?": "asks about the past",
    "North Korean escapees": "the name of an act",
    "Is the escape suspected": "a ground of the law",
    "with false papers or without inspection?": "asks about the past, for article 31 of the convention",
    "Did you come in without a check": "the same in plain words",
    "false documents handed in": "a ground of the law",
    "without detention, hiding, flight": "asks about a stay in the past",
    "without being held, hiding": "the same in plain words",
    "no ship or": "asks why somebody cannot leave",
    "disclose the false documents": "a ground of the law",
    "at the port during entry inspection": "where an application is made to officials",
    "crossed into Thailand": "asks about the past, for the offer of one state",
    "evade military service": "asks about the past",
    "hide the facts in question": "a ground of the law",
    "another name or false papers": "a ground of the law",
    "the border area of Myanmar": "asks where the person comes from",
    "near the border with China": "the same in plain words",
    "people from the Myanmar border": "says where a tolerance was",
    "without trouble at the border": "asks about the past",
    "across the border?": "asks about a disaster in the past",
    "leave over the border because of a disaster": "the same in plain words",
    "The border agreement": "the name of a treaty",
    # what offices do, and what to say to officials who are already there
    "border inspection": "the name of an office",
    "police and border defence": "the name of an office",
    "UNHCR has no access to the border": "warns that no help is there",
    "UNHCR is not allowed to the border": "warns that no help is there",
    "Tolerated after flight over the border": "the name of a stage",
    "pushed back at the border": "warns of what happened",
    "At the airport or border, no claim yet": "the name of a stage",
    "At the border post, no request": "the name of a stage",
    "bar on return holds at the border": "what the law forbids officials",
    "rule of its own for the border": "a gap of the law",
    "immigration inspection at the port": "the name of an office",
    "ticket": "a paper to hand in with an application",
    "tell the inspector at once why": "to tell officials the truth, for the exemption of article 31",
    "can end the status": "warns against journeys",
    "Reasons come in Korean": "of a letter",
    "correct false papers at once": "to tell officials the truth",
    "At the port, say at entry inspection": "to say to officials that one applies",
    # our own refusal, and other meanings
    "no advice on crossing borders": "says that there is none",
    "Never show border or route help": "a rule for the keepers of the directory",
    "Routes from abroad": "offers of states: resettlement, visas, family",
    "orders between": "districts between two places of the directory, inside one place",
    "hides the free-call prefix": "of a telephone number",
    "Red Cross": "a name",
    "routes": "the id of a kind of provision",
}  # fmt: skip
"""By a part of the text: why it may stand."""

ONLY = {"facts.yaml": ("asks", "plain", "why")}
"""Of some files, what readers of the guide and of questions see."""


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, str):
        yield value


def files() -> list[Path]:
    """Where words stand that readers in danger see."""
    english, law, directory = data_folder("languages") / "en", data_folder("law"), data_folder("directory")
    return [
        *(english / name for name in ("guide.yaml", "facts.yaml", "interface.yaml")),
        law / "guide.yaml", *sorted(law.glob("*/stages.yaml")),
        directory / "taxonomy.yaml", *sorted(directory.glob("organizations/*.yaml")),
    ]  # fmt: skip


def texts() -> Iterator[tuple[str, str]]:
    """Every text with the file that it stands in."""
    for path in files():
        content: object = read_yaml(path, allow_null=True)
        if kept := ONLY.get(path.name):
            assert isinstance(content, dict)
            content = [{key: one.get(key) for key in kept} for one in content.values() if isinstance(one, dict)]
        yield from ((f"{path.parent.name}/{path.name}", text) for text in texts_in(content))


@pytest.fixture(scope="module")
def found() -> list[tuple[str, str]]:
    return [(file, text) for file, text in texts() if SIGNS.search(text)]


def test_p10_every_word_that_could_help_to_cross_has_been_read(found: list[tuple[str, str]]) -> None:
    assert len(files()) >= 12
    assert [(file, text) for file, text in found if not any(part in text for part in MAY_STAND)] == []


def test_p10_the_list_names_nothing_that_is_gone(found: list[tuple[str, str]]) -> None:
    assert [part for part in MAY_STAND if not any(part in text for _, text in found)] == []


@pytest.mark.parametrize(
    "text",
    ["Cross the river at night", "A broker can get you a passport", "Take the route through Laos", "Smugglers ask less",
     "How to enter Japan", "Boats leave from there", "Avoid the police at the station"],
)  # fmt: skip
def test_p10_a_text_that_helps_would_be_found(text: str) -> None:
    assert SIGNS.search(text)
    assert not any(part in text for part in MAY_STAND)
