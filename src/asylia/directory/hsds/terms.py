"""The taxonomies of an export: needs, audiences, kinds, the pages behind details, and what HSDS has no field for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from asylia.directory.hsds.identity import identity
from asylia.directory.hsds.published import Published
from asylia.directory.hsds.web import as_uri
from asylia.directory.model import SourcePage
from asylia.directory.taxonomy import Need

Json = dict[str, object]

NEEDS, AUDIENCES, KINDS = "asylia-needs", "asylia-audience", "asylia-kind"
SOURCES, PROFILE = "asylia-sources", "asylia-profile"

_TAXONOMIES: Mapping[str, tuple[str, str]] = {
    NEEDS: ("Needs", "What a person who seeks protection asks for. The description of a term says it in plain words."),
    AUDIENCES: ("Audiences", "Whom a service is for."),
    KINDS: ("Kinds of bodies", "What sort of body an organization is."),
    SOURCES: ("Sources", "The pages, calls and letters behind details. As an attribute: the object was seen there."),
    PROFILE: (
        "What HSDS has no field for",
        "Each term is a field of an asylia directory; the attribute has its value.",
    ),
}
_PREFIX = {NEEDS: "", AUDIENCES: "audience:", KINDS: "kind:", SOURCES: "source:", PROFILE: "profile:"}
"""Codes are unique over all taxonomies in the tabular form; those of needs are bare, since others refer to them."""

_PROFILE: Mapping[str, tuple[str, str]] = {
    "publish": ("Publication", "ok, or warn: show it only with its notes"),
    "jurisdiction": ("Place of work", "Two letters of the place where the organization works"),
    "name": ("Name", "The name in one language; the language is that of the term"),
    "other_name": ("Other name", "Another name; the first is also the alternate name"),
    "note": ("Note", "What a reader must know before using a contact"),
    "languages_note": ("Note on languages", "A note on all languages"),
    "last_verified": ("Last verified", "As printed: a day, a month or a year"),
    "closed": ("Closed", "The day since which the organization has ended its work"),
    "website": ("Website", "A web address, as it is written"),
    "not_read": ("Not read", "The web address is known, the page was not read"),
    "confidence": ("Confidence", "high, medium or low"),
    "display": ("Number as written there", "The number as it is written where it is used"),
    "short_code": ("Short code", "The number is a short code, to be dialled at its place only"),
    "from_abroad": ("From abroad", "What to dial from abroad, as the source writes it"),
    "not_reachable_from_abroad": ("Not reachable from abroad", "The number cannot be dialled from abroad"),
    "purpose": ("Purpose", "What the contact is for"),
    "phone_note": ("Note on a phone", "What a caller must know"),
    "applies_to": ("Applies to", "The id of a service, or in words what is open"),
    "position": ("Position", "The place of a schedule among all schedules of the organization"),
    "words": ("Hours in words", "What is said of the hours where the rule does not fit"),
    "slug": ("Id", "The id of a service in its organization"),
    "status": ("Status", "The status, where HSDS has no value for it"),
    "correction_reason": ("Reason of a correction", "Why the entry of metadata that the attribute names was made"),
    "version": ("Version", "The version of the dataset"),
    "compiled": ("Compiled", "The day on which the dataset was compiled"),
    "licence_note": ("Licence", "Under which terms the dataset may be used"),
}


def taxonomy_id(taxonomy: str) -> str:
    """The id of one of our taxonomies."""
    return identity("taxonomy", taxonomy)


def term_id(taxonomy: str, code: str) -> str:
    """The id of a term by the code that it has in the directory."""
    return identity("taxonomy", taxonomy, code)


class Terms:
    """The taxonomies and terms of what is published."""

    def __init__(self, published: Published) -> None:
        self.taxonomies: dict[str, Json] = {
            name: {"id": taxonomy_id(name), "name": title, "description": says, "version": published.version}
            for name, (title, says) in _TAXONOMIES.items()
        }
        self._terms: dict[tuple[str, str], Json] = {}
        self._nested: dict[tuple[str, str], Json] = {}
        self._metadata: dict[str, list[Json]] = {}
        for need in published.needs.values():
            self._need(need, published.compiled)
        for audience in published.audiences.values():
            self._term(AUDIENCES, audience.code, audience.en, audience.en, language="en")
        for kind in published.kinds.values():
            self._term(KINDS, kind.code, kind.en, kind.en, language="en")
        for page in published.sources.values():
            self._source(page)
        for code, (title, says) in _PROFILE.items():
            self._term(PROFILE, code, title, says, language="en")
        for tag in sorted({tag for organization in published.organizations for tag in organization.names}):
            self._term(PROFILE, f"name:{tag}", *_PROFILE["name"], language=tag)

    def nested(self, taxonomy: str, code: str) -> Json:
        """A term as it stands in an attribute: with what tells what it means, and the taxonomy by its id."""
        return self._nested[taxonomy, code]

    def whole(self) -> Iterator[Json]:
        """Every term with its taxonomy and its metadata, in the order of the directory."""
        for (taxonomy, _), term in self._terms.items():
            metadata = self._metadata.get(str(term["id"]), [])
            yield {
                **term,
                "taxonomy_detail": self.taxonomies[taxonomy],
                **({"metadata": metadata} if metadata else {}),
            }

    def _term(self, taxonomy: str, code: str, name: str, description: str, **more: str) -> str:
        identifier = term_id(taxonomy, code)
        filled = {key: value for key, value in more.items() if value}
        term: Json = {
            "id": identifier,
            "code": _PREFIX[taxonomy] + code,
            "name": name,
            "description": description,
            "taxonomy_id": taxonomy_id(taxonomy),
        }
        self._nested[taxonomy, code] = dict(term)
        self._terms[taxonomy, code] = {**term, **filled, "taxonomy": taxonomy}
        return identifier

    def _need(self, need: Need, compiled: date) -> None:
        parent = term_id(NEEDS, need.parent) if need.parent else ""
        about = self._term(NEEDS, need.code, need.en, need.plain, parent_id=parent, language="en")
        values = {
            "open_eligibility": " ".join(map(str, need.open_eligibility)),
            "help": need.help_heading,
            "urgent": "true" if need.urgent else "",
        }
        self._metadata[about] = [
            metadata(about, "taxonomy_term", compiled, "mapping", field, "", value, "directory desk")
            for field, value in values.items()
            if value
        ]

    def _source(self, page: SourcePage) -> None:
        uri = as_uri(page.url)
        about = self._term(SOURCES, page.tag, page.title, page.publisher, term_uri=uri)
        values = {
            "seen": page.how,
            "dated": page.dated.text if page.dated else "",
            "note": page.note,
            "url": page.url if page.url != uri else "",
        }
        self._metadata[about] = [
            metadata(about, "taxonomy_term", page.seen, "seen", field, "", value, "directory desk")
            for field, value in values.items()
            if value
        ]


def metadata(about: str, kind: str, on: date, action: str, field: str, was: str, now: str, by: str) -> Json:
    """An entry on what happened to an object. A first value has an empty previous one."""
    return {
        "id": identity("metadata", about, action, field, on.isoformat(), was, now, by),
        "resource_id": about,
        "resource_type": kind,
        "last_action_date": on.isoformat(),
        "last_action_type": action,
        "field_name": field,
        "previous_value": was,
        "replacement_value": now,
        "updated_by": by,
    }
