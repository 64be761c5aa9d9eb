"""The folder `law/`, read into objects. What is unknown, missing or repeated is an error with file, line and mend."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from asylia.compiled import content_hash
from asylia.errors import InputError
from asylia.lawbook.circles import refuse_circles
from asylia.lawbook.conditions import Conditions
from asylia.lawbook.fields import Fields, nearest
from asylia.lawbook.model import KINDS, NATURES, SEEN, Event, Fact, Goal, Instrument, LawData, Place, Source
from asylia.lawbook.read_provisions import read_provisions
from asylia.lawbook.read_readings import read_readings
from asylia.lawbook.read_tables import FILES as TABLES
from asylia.lawbook.read_tables import Names, read_tables
from asylia.lawbook.read_treaties import read_treaties
from asylia.lawbook.read_vocabulary import (
    read_aliases,
    read_constraints,
    read_countries,
    read_derivations,
    read_facts,
)
from asylia.lawbook.strict_yaml import read_yaml

NOT_PROVISIONS = ("sources.yaml", "treaties.yaml", *TABLES)
"""Files in the folder of a place that hold something else than provisions."""


def read_law(folder: Path) -> LawData:
    """The whole law. Raises InputError at the first thing that is wrong."""
    if not folder.is_dir():
        raise InputError("there is no such law folder", file=str(folder), mend="check the path")

    def at(*inner: str) -> tuple[Path, str]:
        return folder.joinpath(*inner), "/".join((folder.name, *inner))

    places = _places(*at("places.yaml"))
    countries = read_countries(*at("vocabulary", "countries.yaml"))
    facts = read_facts(_named(folder, "vocabulary"), tuple(countries))
    treaties = read_treaties(*at("international", "treaties.yaml"), places)
    provision_files = [
        (place, path, shown)
        for place in places.values()
        for path, shown in _named(folder, place.folder)
        if path.name not in NOT_PROVISIONS
    ]
    conditions = Conditions(facts, _provision_ids(provision_files), treaties)
    provisions = {
        provision.id: provision
        for place, path, shown in provision_files
        for provision in read_provisions(path, shown, place, conditions, facts)
    }
    derived, dated = read_derivations(*at("vocabulary", "derivations.yaml"), conditions, facts, places)
    refuse_circles(provisions, derived, places.values(), at("vocabulary", "derivations.yaml")[1])
    supposed, transit = _comparison(*at("comparison.yaml"), facts)
    events = _events(*at("vocabulary", "events.yaml"), facts)
    return LawData(
        version=content_hash(folder),
        facts=facts,
        aliases=read_aliases(*at("vocabulary", "aliases.yaml"), facts, places),
        derived=derived,
        dated=dated,
        constraints=read_constraints(*at("vocabulary", "constraints.yaml"), conditions, places),
        events=events,
        countries=countries,
        places=places,
        instruments=_instruments(*at("instruments.yaml")),
        sources={
            place.code: _sources(path, shown)
            for place in places.values()
            for path, shown in [at(place.folder, "sources.yaml")]
            if path.exists()
        },
        treaties=treaties,
        provisions=provisions,
        goals=_goals(*at("goals.yaml")),
        readings=read_readings(_named(folder, "readings"), conditions, places),
        priors=_priors(*at("priors.yaml"), facts),
        supposed_when_compared=supposed,
        transit_facts=transit,
        tables=read_tables(folder, Names(conditions, facts, events, provisions, treaties, places)),
    )


def _named(folder: Path, inner: str) -> list[tuple[Path, str]]:
    """The files of an inner folder, with the names that errors show."""
    return [(path, f"{folder.name}/{inner}/{path.name}") for path in sorted((folder / inner).glob("*.yaml"))]


def _provision_ids(files: list[tuple[Place, Path, str]]) -> list[str]:
    """Every id, before any condition is read; ids that stand twice or lack the prefix of their place are refused."""
    found: dict[str, str] = {}
    for place, path, shown in files:
        top = Fields(read_yaml(path, name=shown), shown, "the file")
        for value, line in top.items("provisions"):
            fields = Fields(value, shown, "a provision", line)
            name = fields.text("id")
            if not name.startswith(place.prefix + "."):
                raise fields.error(f"the id {name!r} does not begin with {place.prefix + '.'!r}", "id")
            if name in found:
                raise fields.error(
                    f"the id {name!r} stands also in {found[name]}", "id", "ids are pinned; choose another"
                )
            found[name] = shown
    return list(found)


def blocks(path: Path, shown: str, key: str, what: str) -> Iterator[Fields]:
    """The blocks in the list under the only key of a file."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    items = top.items(key)
    top.close()
    for value, line in items:
        yield Fields(value, shown, what, line)


def named_blocks(path: Path, shown: str, key: str, what: str) -> Iterator[tuple[str, Fields]]:
    """The blocks in the mapping under a key of a file, with their names."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    inner = Fields(top.take(key), shown, key, top.block.lines.get(key))
    top.close()
    for name, value in inner.block.items():
        yield name, Fields(value, shown, f"{what} {name}", inner.block.lines[name])


def _places(path: Path, shown: str) -> Mapping[str, Place]:
    found = {}
    for code, fields in named_blocks(path, shown, "places", "place"):
        found[code] = Place(code, fields.text("folder"), fields.text("prefix"), fields.titles())
        fields.close()
    return found


def _instruments(path: Path, shown: str) -> Mapping[str, Instrument]:
    found = {}
    for name, fields in named_blocks(path, shown, "instruments", "instrument"):
        when = fields.optional("date")
        found[name] = Instrument(
            name,
            fields.titles(),
            fields.text("place"),
            fields.text("number", ""),
            str(when or ""),
            fields.text("address", ""),
            fields.text("note", ""),
            fields.mapping("short"),
        )
        fields.close()
    return found


def _sources(path: Path, shown: str) -> Mapping[str, Source]:
    found = {}
    for tag, fields in named_blocks(path, shown, "sources", "source"):
        when = fields.optional("date")
        found[tag] = Source(
            tag,
            fields.text("title"),
            fields.text("publisher", ""),
            str(when or ""),
            fields.texts("address"),
            fields.one_of("seen", SEEN),
            fields.one_of("confidence", ("high", "medium", "low")),
            fields.text("note", ""),
        )
        fields.close()
    return found


def _events(path: Path, shown: str, facts: Mapping[str, Fact]) -> Mapping[str, Event]:
    found = {}
    for fields in blocks(path, shown, "events", "an event"):
        event = Event(
            fields.text("id"), fields.one_of("fact", facts), fields.text("title", ""), fields.flag("may lie ahead")
        )
        if facts[event.fact].type != "date":
            raise fields.error(f"{event.fact} is no date fact", "fact")
        fields.close()
        found[event.id] = event
    return found


def _priors(path: Path, shown: str, facts: Mapping[str, Fact]) -> Mapping[str, int]:
    """Percent by fact: its own, else that of its theme, else the default."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    default = top.number("default")
    by_theme = _percents(Fields(top.take("themes"), shown, "themes"), {fact.theme for fact in facts.values()})
    by_fact = _percents(Fields(top.take("facts"), shown, "facts"), facts)
    top.close()
    return {name: by_fact.get(name, by_theme.get(fact.theme, default)) for name, fact in facts.items()}


def _comparison(path: Path, shown: str, facts: Mapping[str, Fact]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is supposed when places are compared, and which facts are about the way there."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    supposed, way = top.texts("supposed"), top.texts("way there")
    for name in (*supposed, *way):
        if name not in facts:
            raise top.error(f"there is no fact {name!r}", mend=nearest(name, facts))
    top.close()
    return supposed, way


def _percents(fields: Fields, known: Container[str]) -> Mapping[str, int]:
    for name in fields.block:
        if name not in known:
            raise fields.error(f"there is no {name!r}", name)
        if not 1 <= fields.number(name) <= 99:
            raise fields.error("a prior goes from 1 to 99 percent", name)
    return {name: fields.number(name) for name in fields.block}


def _goals(path: Path, shown: str) -> tuple[Goal, ...]:
    found = []
    for fields in blocks(path, shown, "goals", "a goal"):
        by = Fields(fields.take("reached by"), shown, "reached by")
        if fields.has("plain"):
            fields.take("plain")
        goal = Goal(
            fields.text("id"),
            fields.titles(),
            fields.number("weight", 1),
            by.texts("kinds"),
            by.texts("nature"),
            by.texts("provisions"),
            by.flag("absolute"),
        )
        for kind in goal.kinds:
            if kind not in KINDS:
                raise by.error(f"there is no kind {kind!r}", "kinds")
        for nature in goal.natures:
            if nature not in NATURES:
                raise by.error(f"there is no nature {nature!r}", "nature")
        by.close()
        fields.close()
        found.append(goal)
    return tuple(found)
