"""Reads directory/areas.yaml, strictly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from asylia.directory.areas import LINKS, Area, Areas, AreasOfPlace, Region
from asylia.directory.parts import known
from asylia.lawbook.fields import Fields
from asylia.lawbook.strict_yaml import read_yaml

FORMAT = "asylia-areas/1"
ALL = "all"


def read_areas(path: Path, shown: str, places: Collection[str]) -> Areas:
    """The areas in a file. Raises InputError."""
    top = Fields(read_yaml(path, name=shown), shown, "the file")
    top.one_of("format", [FORMAT])
    everywhere = top.texts("everywhere")
    inner = Fields(top.take("places"), shown, "places", top.block.lines["places"])
    found = {}
    for place in inner.block:
        known(inner, place, place, places, "place")
        fields = Fields(inner.take(place), shown, f"the areas of {place}", inner.block.lines[place])
        found[place] = _areas_of(fields, everywhere)
        fields.close()
    top.close()
    return Areas(shown, found)


def _areas_of(fields: Fields, everywhere: tuple[str, ...]) -> AreasOfPlace:
    named = fields.titles("named")
    rows = [Fields(value, fields.file, "an area", line) for value, line in fields.items("areas")]
    areas: dict[str, Area] = {}
    for row in rows:
        area = _area(row)
        if area.id in areas:
            raise row.error(f"the id {area.id!r} stands twice", "id", "give each its own")
        areas[area.id] = area
    for row in rows:
        for key in ("borders", "links"):
            _refuse_unknown(row, key, areas)
        row.close()
    regions: dict[str, Region] = {}
    for value, line in fields.items("regions"):
        row = Fields(value, fields.file, "a region", line)
        region = _region(row, areas)
        regions[region.id] = region
        row.close()
    localities = fields.mapping("localities")
    for locality, area_id in localities.items():
        known(fields, "localities", area_id, areas, f"area, for {locality},")
    return AreasOfPlace(named, areas, regions, localities, everywhere, fields.texts("endings"))


def _area(row: Fields) -> Area:
    links: dict[str, str] = {}
    for value, line in row.items("links"):
        link = Fields(value, row.file, "a link", line)
        links[link.text("to")] = link.one_of("by", LINKS)
        link.close()
    return Area(row.text("id"), row.titles("names"), row.texts("also"), row.texts("borders"), links, row.line)


def _refuse_unknown(row: Fields, key: str, areas: Mapping[str, Area]) -> None:
    area = areas[row.text("id")]
    for other in area.borders if key == "borders" else area.links:
        known(row, key, other, areas, "area")
        if other == area.id:
            raise row.error(f"{other} cannot lie beside itself", key, "take it out")


def _region(row: Fields, areas: Mapping[str, Area]) -> Region:
    identity, names = row.text("id"), row.titles("names")
    if row.take("areas") == ALL:
        return Region(identity, names, None, row.line)
    within = tuple(known(row, "areas", area, areas, "area") for area in row.texts("areas"))
    return Region(identity, names, within, row.line)
