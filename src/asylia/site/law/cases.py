"""Published decisions: what happened, what was decided, and which rules it speaks of. Nobody is named."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse

from asylia.assessment.published_defaults import read_crosswalk
from asylia.assessment.published_file import PublishedCase, read_published
from asylia.folders import data_folder
from asylia.lawbook.strict_yaml import Block, Items, read_yaml
from asylia.site.law.show import address, law_page
from asylia.site.law_data import lawbook
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in

_VALUES = {True: "holds", False: "fails", None: "open"}


@lru_cache(maxsize=1)
def published() -> dict[str, PublishedCase]:
    """The cases that are shipped, by id."""
    return {case.id: case for case in read_published(data_folder("cases"))}


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, ...]]:
    return dict(read_crosswalk(data_folder("cases")).labels)


@read_only
def index(request: HttpRequest, lang: str) -> HttpResponse:
    """All cases by place."""
    reader, places = reader_in(lang), lawbook().data.places
    by_place: dict[str, list[PublishedCase]] = {}
    for case in published().values():
        by_place.setdefault(case.jurisdiction, []).append(case)
    groups = [
        {
            "title": reader.texts.titled(places[code].title) if code in places else code,
            "cases": [_row(case) for case in sorted(cases, key=_latest_first)],
        }
        for code, cases in sorted(by_place.items(), key=lambda item: _order(item[0]))
    ]
    heading = reader.texts.word("law_cases")
    return law_page(request, reader, "law/cases.html", {"groups": groups, "heading": heading}, (heading, ""))


def _order(place: str) -> int:
    known = list(lawbook().data.places)
    return known.index(place) if place in known else len(known)


def _latest_first(case: PublishedCase) -> int:
    return -case.decided[1].toordinal() if case.decided else 0


def _row(case: PublishedCase) -> dict[str, str]:
    return {
        "id": case.id,
        "date": case.keys.get("decision_date", ""),
        "body": case.keys.get("deciding_body", ""),
        "summary": case.keys.get("summary", ""),
        "outcome": case.keys.get("outcome", "").replace("_", " "),
    }


@read_only
def case(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """One decision."""
    reader, found = reader_in(lang), published().get(name)
    if found is None:
        raise Http404
    provisions = lawbook().data.provisions
    rules = [
        {
            "result": reader.texts.word("worked_" + expectation.result),
            "rules": [
                (rule, reader.texts.provision(provisions[rule]))
                for rule in expectation.rules or _labels().get(expectation.label, ())
                if rule in provisions
            ],
            "label": expectation.label,
        }
        for expectation in found.expected
    ]
    context = {
        "case": _row(found),
        "rules": rules,
        "facts": _facts(found, reader),
        "sources": _sources(name),
        "heading": name,
    }
    crumb = (reader.texts.word("law_cases"), address(reader, "cases"))
    return law_page(request, reader, "law/case.html", context, crumb, (name, ""))


def _facts(found: PublishedCase, reader: Reader) -> list[dict[str, str]]:
    """What the decision says of the facts, in the words of the vocabulary; names outside it as they stand."""
    data, said = lawbook().data, []
    for slug, value in found.facts.items():
        alias = data.aliases.get(slug)
        fact = data.facts.get(alias.fact if alias and alias.fact else slug)
        if fact is None:
            continue
        opposite = bool(alias and alias.opposite)
        turned = not value if isinstance(value, bool) and opposite else value
        if isinstance(turned, bool) or turned is None:
            text = reader.texts.fact(fact.id, _VALUES[turned])
        else:
            text = f"{reader.texts.fact(fact.id, 'name')}: {turned}"
        said.append({"text": text, "fact": fact.id})
    return said


@lru_cache(maxsize=256)
def _sources(name: str) -> tuple[dict[str, str], ...]:
    path = data_folder("cases") / f"{name}.yaml"
    items = read_yaml(path, name=path.name, allow_null=True).get("sources")
    blocks = [item for item in items if isinstance(item, Block)] if isinstance(items, Items) else []
    keys = ("title", "publisher", "date", "url", "access")
    return tuple({key: str(block.get(key) or "") for key in keys} for block in blocks)
