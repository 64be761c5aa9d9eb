"""The schemas for editors: they take what the loader takes, refuse what it refuses, and know the same keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import asylia.lawbook
from asylia.assessment.casefile import _KEYS, read_case, read_case_file
from asylia.errors import InputError
from asylia.folders import data_folder
from asylia.languages.texts import DIRECTORY_KEYS, FACT_KEYS
from asylia.lawbook.fields import Fields
from asylia.lawbook.law import Lawbook
from asylia.lawbook.reader import read_law
from asylia.lawbook.strict_yaml import parse_yaml, read_yaml
from tests.lawbook.small_law import LAW, Change, changed, write_law

SCHEMAS = Path(asylia.lawbook.__file__).parent / "schemas"
ROOT = data_folder("law").parent


@cache
def schemas() -> Mapping[str, dict[str, object]]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}


@cache
def validator(name: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resources(
        (other, Resource.from_contents(schema)) for other, schema in schemas().items()
    )
    return Draft202012Validator(schemas()[f"{name}.schema.json"], registry=registry)


def plain(value: object) -> object:
    """A value as an editor sees it: days are text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(name: str, value: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(plain(value))]


def named_schema(path: Path) -> Path:
    """The schema that the first line of a file names."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema="), path
    return (path.parent / first.partition("=")[2]).resolve()


# --- what is shipped -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", schemas())
def test_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("path", sorted(data_folder("law").rglob("*.yaml")), ids=lambda path: path.name)
def test_law_file_names_its_schema_and_fits_it(path: Path) -> None:
    schema = named_schema(path)

    assert SCHEMAS.resolve() == schema.parent
    assert faults(schema.name.removesuffix(".schema.json"), read_yaml(path)) == []


EXAMPLES = sorted(path for path in data_folder("examples").iterdir() if path.suffix in (".yaml", ".json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_fits_the_schema_of_case_files(path: Path) -> None:
    read = json.loads if path.suffix == ".json" else (lambda text: parse_yaml(text.encode(), name=path.name))

    assert faults("case", read(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("kind", ["facts", "directory"])
@pytest.mark.parametrize("code", ["en", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_words_fit_their_schema(kind: str, code: str) -> None:
    path = ROOT / "languages" / code / f"{kind}.yaml"
    # The English words of the directory stand in directory/taxonomy.yaml.
    assert path.exists() is ((code, kind) != ("en", "directory"))
    if path.exists():
        assert faults(f"{kind}_texts", read_yaml(path)) == []


# --- what is refused -------------------------------------------------------------------------------------------------

SCHEMA_OF = {
    "japan/status.yaml": "provisions",
    "japan/terms.yaml": "provisions",
    "japan/sources.yaml": "sources",
    "international/sources.yaml": "sources",
    "international/treaties.yaml": "treaties",
    "readings/simple.yaml": "readings",
    "vocabulary/person.yaml": "vocabulary",
}
"""Files of the small law whose schema has another name than the file."""

STATUS, TERMS, DERIVED = "japan/status.yaml", "japan/terms.yaml", "vocabulary/derivations.yaml"
FACTS, READING, TREATIES = "vocabulary/person.yaml", "readings/simple.yaml", "international/treaties.yaml"
ALIASES, GOALS = "vocabulary/aliases.yaml", "goals.yaml"

BROKEN: dict[str, tuple[str, Change]] = {
    "a key that a provision does not have": (STATUS, ("    kind: status\n", "    kind: status\n    colour: red\n")),
    "a kind that there is not": (STATUS, ("kind: status", "kind: favour")),
    "a provision without a title": (TERMS, ("    title: {en: In danger, ja: 危険}\n", "")),
    "a title without English": (TERMS, ("{en: In danger, ja: 危険}", "{ja: 危険}")),
    "a status without a nature": (STATUS, ("    nature: guaranteed\n", "")),
    "a nature that there is not": (STATUS, ("    nature: guaranteed\n", "    nature: likely\n")),
    "a term with a nature": (TERMS, ("kind: term", "kind: term\n    nature: guaranteed")),
    "a reading of the nature that there is not": (STATUS, ("reads: guaranteed", "reads: likely")),
    "a provision without versions": (
        TERMS,
        ("\n      - from: 1982-01-01\n        holds when: {all: [at_risk]}\n", " []\n"),
    ),
    "a version without its first day": (TERMS, ("from: 1982-01-01", "to: 1982-01-01")),
    "a version without conditions": (TERMS, ("\n        holds when: {all: [at_risk]}", "")),
    "a day that is none": (TERMS, ("from: 1982-01-01", "from: January 1982")),
    "a confidence that there is not": (STATUS, ("confidence: medium", "confidence: fair")),
    "a form that there is not": (TERMS, ("{all: [at_risk]}", "{most: [at_risk]}")),
    "two forms in one": (TERMS, ("{all: [at_risk]}", "{all: [at_risk], any: [at_risk]}")),
    "an empty list": (TERMS, ("{all: [at_risk]}", "{all: []}")),
    "a comparison without a fact": (TERMS, ("{all: [at_risk]}", "{at most: 2}")),
    "a number of conditions without them": (TERMS, ("{all: [at_risk]}", "{at least: 2}")),
    "a condition that is a number": (TERMS, ("[at_risk]", "[7]")),
    "a day compared that is none": (TERMS, ("[at_risk]", "[{fact: applied_on, before: soon}]")),
    "a weight that points nowhere": (STATUS, ("points: against", "points: up")),
    "what it leads to without a gift": (STATUS, ("gives: [a room], ", "")),
    "a gate without a title": (STATUS, ("title: {en: The door, ja: 扉}, ", "")),
    "notes that are no list": (STATUS, ("notes: [A note.]", "notes: A note.")),
    "an act without what to do": (STATUS, ("{act: Apply., where: office}", "{where: office}")),
    "a type of fact that there is not": (FACTS, ("type: count", "type: list")),
    "a fact about something else": (
        FACTS,
        ("    about: person\n    known by: helper", "    about: weather\n    known by: helper"),
    ),
    "a fact that nobody knows": (FACTS, ("known by: helper", "known by: nobody")),
    "a burden past the scale": (FACTS, ("burden: 3", "burden: 6")),
    "a sensitivity past the scale": (FACTS, ("sensitivity: 3", "sensitivity: 4")),
    "evidence of no kind": (FACTS, ("[word]", "[rumour]")),
    "a choice without choices": (FACTS, ("    choices: [A, B]\n", "")),
    "choices of a yes/no fact": (
        FACTS,
        ("    means: The person is at risk.", "    choices: [A]\n    means: The person is at risk."),
    ),
    "a fact without its meaning": (FACTS, ("    means: The person is at risk.\n", "")),
    "a derivation from nothing": (DERIVED, ("    no when: {not: afraid}\n", "")),
    "a gift without its cause": (DERIVED, ("    given when: home\n", "    yes when: afraid\n")),
    "a period that is none": (
        DERIVED,
        ("    given when: applied_on\n", "    elapsed: {since: applied_on, more than: seven days}\n"),
    ),
    "a limit without its act": (
        DERIVED,
        ("    given when: applied_on\n", "    within: [{period: P7D, from: applied_on}]\n"),
    ),
    "a constraint of one fact": ("vocabulary/constraints.yaml", ("[stateless, {fact: home, is: UGA}]", "[stateless]")),
    "a constraint without a reason": (
        "vocabulary/constraints.yaml",
        ("    because: who has a country is not stateless\n", ""),
    ),
    "an alias that is a list": (ALIASES, ("fearful: afraid", "fearful: [afraid]")),
    "an alias of a fact and its opposite": (ALIASES, ("{not: afraid}", "{not: afraid, fact: afraid}")),
    "an event without a fact": ("vocabulary/events.yaml", ("    fact: applied_on\n", "")),
    "a country without a name": ("vocabulary/countries.yaml", (", en: Uganda", "")),
    "a country with another key": ("vocabulary/countries.yaml", (", en: Uganda", ", en: Uganda, capital: Kampala")),
    "a question without its words": (READING, (", text: Is the person afraid?", "")),
    "a question that asks nothing": (READING, (", fact: afraid", "")),
    "a step without its end": (READING, (", when no: {outcome: sent_away}", "")),
    "a departure that says nothing": (READING, (", says: The bar is left out.", "")),
    "a reading of nobody": (READING, ("who: somebody\n", "")),
    "a source that was not seen": ("japan/sources.yaml", ("seen: read", "seen: heard")),
    "a source without confidence": ("japan/sources.yaml", (", confidence: high", "")),
    "an instrument of no place": ("instruments.yaml", ("    place: JP\n", "")),
    "a short name that is no mapping": ("instruments.yaml", ("short: {en: Act, ja: 法}", "short: Act")),
    "a treaty bound from no day": (TREATIES, ("in force from: 1982-01-01, ", "")),
    "a treaty with another key": (TREATIES, ("sources: [S1]", "sources: [S1], mood: good")),
    "a treaty with no confidence known": (TREATIES, ("sources: [S1]", "sources: [S1], confidence: fair")),
    "a goal by a kind that there is not": (GOALS, ("[status]", "[favour]")),
    "a goal with another key": (GOALS, ("    weight: 3", "    weight: 3\n    colour: red")),
    "a place without a prefix": ("places.yaml", (", prefix: jp", "")),
    "a chance past certainty": ("priors.yaml", ("afraid: 60", "afraid: 100")),
    "a comparison with another key": ("comparison.yaml", ("way there:", "way back:")),
}


def schema_of(file: str) -> str:
    return SCHEMA_OF.get(file, Path(file).stem)


def test_small_law_is_taken_by_all_schemas_and_by_the_loader(tmp_path: Path) -> None:
    read_law(write_law(tmp_path))

    assert {
        file: found
        for file, text in LAW.items()
        if (found := faults(schema_of(file), parse_yaml(text.encode(), name=file)))
    } == {}


@pytest.mark.parametrize("what", BROKEN)
def test_schema_and_loader_refuse(what: str, tmp_path: Path) -> None:
    file, change = BROKEN[what]
    text = changed(LAW[file], [change])

    assert faults(schema_of(file), parse_yaml(text.encode(), name=file))
    with pytest.raises(InputError) as refused:
        read_law(write_law(tmp_path, {file: [change]}))
    assert refused.value.file == f"law/{file}"
    assert refused.value.line is not None


BROKEN_CASES = {
    "another key": "jurisdiction: JP\ncolour: red\n",
    "a name": "name: Somebody\n",
    "answers that are a list": "jurisdiction: JP\nanswers: [in_territory]\n",
    "an answer that is a list": "jurisdiction: JP\nanswers: {in_territory: [true]}\n",
    "a count below nothing": "jurisdiction: JP\nanswers: {prior_claims_finally_refused: -1}\n",
    "a bound that there is not": "jurisdiction: JP\nanswers: {prior_claims_finally_refused: {about: 2}}\n",
    "a day assessed that is none": "jurisdiction: JP\nassessed on: soon\n",
    "kinship that is no path": "jurisdiction: JP\nkinship: {former_zainichi: [parent]}\n",
}


@pytest.mark.parametrize("what", BROKEN_CASES)
def test_schema_and_loader_refuse_a_case_with(what: str, lawbook: Lawbook) -> None:
    raw = BROKEN_CASES[what].encode()

    assert faults("case", parse_yaml(raw, name="case.yaml"))
    with pytest.raises(InputError):
        read_case(raw, "case.yaml", lawbook.data)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_loader_takes_the_examples(path: Path, lawbook: Lawbook) -> None:
    assert read_case_file(path, lawbook.data).answers_at


# --- the same keys ---------------------------------------------------------------------------------------------------

BLOCKS = {
    # what the loader calls a block: where the schemas have it
    "a provision": "provisions#/$defs/provision",
    "a version": "provisions#/$defs/version",
    "nature says": "provisions#/$defs/says",
    "what is weighed": "provisions#/$defs/weighed",
    "leads to": "provisions#/$defs/grant",
    "a gate": "provisions#/$defs/gate",
    "an act": "provisions#/$defs/act",
    "a reading": "provisions#/$defs/reading",
    "a condition": "common#/$defs/form",
    "a fact": "vocabulary#/$defs/fact",
    "a derivation": "derivations#/$defs/derivation",
    "a case of a limit": "derivations#/$defs/within",
    "elapsed": "derivations#/$defs/derivation/properties/elapsed",
    "a constraint": "constraints#/properties/constraints/items",
    "an alias": "aliases#/$defs/alias",
    "an event": "events#/properties/events/items",
    "country": "countries#/properties/countries/additionalProperties",
    "the reading": "readings#",
    "a question": "readings#/$defs/question",
    "a step": "readings#/$defs/step",
    "an outcome": "readings#/$defs/outcome",
    "a departure": "readings#/$defs/departure",
    "source": "sources#/properties/sources/additionalProperties",
    "instrument": "instruments#/properties/instruments/additionalProperties",
    "a treaty": "treaties#/properties/treaties/items",
    "a treaty at a place": "treaties#/$defs/at_place",
    "a goal": "goals#/properties/goals/items",
    "reached by": "goals#/properties/goals/items/properties/reached by",
    "place": "places#/properties/places/additionalProperties",
    "calendar": "deadlines#/$defs/calendar",
    "holidays": "deadlines#/$defs/holidays",
    "a closure": "deadlines#/$defs/closure",
    "every year": "deadlines#/$defs/every_year",
    "a counting rule": "deadlines#/$defs/counting",
    "a version of the rule": "deadlines#/$defs/counting_version",
    "a service rule": "deadlines#/$defs/service",
    "a limit": "deadlines#/$defs/limit",
    "late": "deadlines#/$defs/late",
    "stops removal": "deadlines#/$defs/stops",
    "a version of the limit": "deadlines#/$defs/limit_version",
    "a run": "deadlines#/$defs/run",
    "a stage": "stages#/$defs/stage",
    "a state of custody": "stages#/$defs/custody",
    "takes": "stages#/$defs/takes",
    "a stage step": "stages#/$defs/step",
    "a move": "stages#/$defs/move",
    "a row": "rows#/$defs/row",
    "a column of rights": "rights#/$defs/column",
    "a column of guarantees": "guarantees#/$defs/column",
    "a cell of rights": "rights#/$defs/cell",
    "a cell of guarantees": "guarantees#/$defs/cell",
    "a duty": "duties#/$defs/duty",
    "not at": "duties#/$defs/not_at",
}

EVERY_FORM = """\
          all:
            - {fact: tried, more than: 1}
            - {none of: [afraid, barred]}
            - {at least: 1, of: [afraid, barred]}
            - {exactly one of: [afraid, barred], unless: barred, basis: [act art_1], sources: [S1], note: A note.}"""


def block_named(what: str, provisions: Mapping[str, object]) -> str:
    """What kind of block the loader means, without the name that it shows."""
    if what in provisions:
        return "a provision"
    if " at " in what:
        return "a treaty at a place"
    if what == "governed says":
        return "nature says"
    for kind in ("a version of the rule", "a version of the limit"):
        if what.startswith(kind):
            return kind
    kind = what.partition(" of ")[0] if what.startswith("a version") else what
    return kind if kind in BLOCKS else kind.partition(" ")[0]


@pytest.fixture
def keys_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, set[str]]:
    """By kind of block: every key that the loader asks for while it reads the small law with every form."""
    asked: list[tuple[Fields, str]] = []

    def recording(name: str) -> None:
        plainly = getattr(Fields, name)

        def record(self: Fields, key: str = "title", *more: object, **named: object) -> object:
            asked.append((self, key))
            return plainly(self, key, *more, **named)

        monkeypatch.setattr(Fields, name, record)

    for name in (
        "has",
        "take",
        "optional",
        "text",
        "number",
        "flag",
        "day",
        "items",
        "texts",
        "one_of",
        "mapping",
        "titles",
        "period",
    ):
        recording(name)
    law = read_law(
        write_law(
            tmp_path,
            {
                TERMS: [(" {all: [at_risk]}", "\n" + EVERY_FORM)],
                DERIVED: [("derivations:\n", "derivations:\n" + EVERY_DERIVATION)],
                STATUS: [("    versions:\n      - from: 1982-01-01\n        to", CONTESTED)],
                FACTS: [("  - id: home\n", FURTHER_FACTS)],
                TREATIES: [("treaties:\n", "treaties:\n" + UNCERTAIN_TREATY)],
                READING: [("questions:\n", "questions:\n  - {id: q2, text: Is it so?, condition: {not: afraid}}\n")],
            },
        )
    )
    found: dict[str, set[str]] = {}
    for fields, key in asked:
        if fields.what not in ("the file", *(name for name in law.places)):
            found.setdefault(block_named(fields.what, law.provisions), set()).add(key)
    return found


EVERY_DERIVATION = """\
  - fact: seen
    within: [{when: afraid, period: P7D, from: applied_on, done on: applied_on, may move by days: 1}]
  - fact: months
    full months since: applied_on
  - fact: years
    full years since: applied_on
  - fact: waited
    elapsed: {since: applied_on, more than: P1M}
  - fact: kin
    kinship within degrees: 3
    to: ancestor
"""
FURTHER_FACTS = (
    "".join(
        f"  - {{id: {name}, type: {kind}, means: {name}, about: host, known by: person, burden: 1, sensitivity: 0}}\n"
        for name, kind in (
            ("seen", "yes/no"),
            ("months", "count"),
            ("years", "count"),
            ("waited", "yes/no"),
            ("kin", "yes/no"),
        )
    )
    + "  - id: home\n"
)
UNCERTAIN_TREATY = """\
  - id: other
    places:
      JP: {in force earliest: 1990-01-01, in force latest: 1990-12-31, sources: [S1]}
"""
CONTESTED = """    readings:
      - {id: wide, who: one court, holds when: afraid, safer: true}
    versions:
      - from: 1982-01-01
        to"""


def at_pointer(place: str) -> dict[str, dict[str, object]]:
    """The properties at a place of a schema."""
    name, _, pointer = place.partition("#")
    found: object = schemas()[f"{name}.schema.json"]
    for step in filter(None, pointer.split("/")):
        assert isinstance(found, dict)
        found = found[step]
    assert isinstance(found, dict)
    assert found["additionalProperties"] is False
    properties: dict[str, dict[str, object]] = found["properties"]
    return properties


def test_schemas_know_the_keys_that_the_loader_takes(keys_taken: Mapping[str, set[str]]) -> None:
    containers = set(keys_taken) - set(BLOCKS)

    assert {kind: sorted(at_pointer(place)) for kind, place in BLOCKS.items()} == {
        kind: sorted(keys_taken[kind]) for kind in BLOCKS
    }
    assert {"priors", "aliases", "countries", "instruments", "places", "sources", "themes", "facts"} >= containers


def test_schema_of_case_files_knows_the_keys_of_the_loader() -> None:
    either_way = {spelling for key in _KEYS for spelling in (key, key.replace(" ", "_"))}

    assert either_way == set(at_pointer("case#"))


def test_schema_of_words_knows_the_keys_of_the_loader() -> None:
    assert set(FACT_KEYS) == set(at_pointer("facts_texts#/additionalProperties"))
    assert set(DIRECTORY_KEYS) == set(at_pointer("directory_texts#/additionalProperties"))


def described(schema: object, path: str = "") -> Iterator[tuple[str, bool]]:
    """Every property of a schema, and whether an editor can say what it is."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict) and schema.get("type") == "object":
            for name, inner in properties.items():
                yield f"{path}/{name}", "description" in inner or "$ref" in inner
        for key, inner in schema.items():
            yield from described(inner, f"{path}/{key}")
    elif isinstance(schema, list):
        for inner in schema:
            yield from described(inner, path)


@pytest.mark.parametrize("name", schemas())
def test_every_key_is_described_for_the_editor(name: str) -> None:
    assert [path for path, is_said in described(schemas()[name]) if not is_said] == []
