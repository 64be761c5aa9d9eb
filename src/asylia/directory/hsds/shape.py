"""The shape of HSDS: which object has which fields and children. One table for writing, reading and describing it.

HSDS 3.0; what the draft of 3.1 adds is read and never written. Required, unique and key rules are those of the tabular
form, where a parent is named by a key; in the JSON form it stands around its children.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ADDRESSES = ("physical", "postal", "virtual")
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("WEEKLY", "MONTHLY")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of one value. `type` is string, number, date, time or datetime; `parent` the object that it names."""

    name: str
    type: str = "string"
    format: str = ""
    required: bool = False
    among: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    """Objects inside an object: under which key, of which kind, one or a list."""

    key: str
    kind: str
    is_list: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of object."""

    kind: str
    file: str
    """The name of its table without `.csv`, and of its JSON file without `.json`."""
    fields: tuple[Field, ...]
    children: tuple[Child, ...]
    drafts: tuple[str, ...]
    """Fields of the draft of 3.1."""

    def field(self, name: str) -> Field | None:
        """The field of a name."""
        return next((field for field in self.fields if field.name == name), None)


_AMONG = {
    "status": STATUSES,
    "location_type": ADDRESSES,
    "address_type": ADDRESSES,
    "freq": FREQUENCIES,
    "wkst": DAYS,
}
_TYPES = frozenset(["number", "date", "time", "datetime"])
_FORMATS = frozenset(["uuid", "uri", "email"])

_FIELDS: Mapping[str, tuple[str, str]] = {
    "organization": (
        "organizations",
        "name! alternate_name description! email:email website:uri tax_status tax_id year_incorporated:number "
        "legal_status logo uri:uri parent_organization_id:uuid",
    ),
    "program": ("programs", "organization_id>organization! name! alternate_name description!"),
    "service": (
        "services",
        "organization_id>organization! program_id>program name! alternate_name description url:uri email:email status! "
        "interpretation_services application_process fees_description wait_time fees accreditations "
        "eligibility_description minimum_age:number maximum_age:number assured_date:date assurer_email:email licenses "
        "alert last_modified:datetime",
    ),
    "attribute": ("attributes", "link_id:uuid! taxonomy_term_id>taxonomy_term! link_type link_entity! value label?"),
    "service_at_location": ("service_at_location", "service_id>service! location_id>location! description"),
    "location": (
        "locations",
        "location_type! url:uri organization_id>organization name alternate_name description transportation "
        "latitude:number longitude:number external_identifier external_identifier_type",
    ),
    "phone": (
        "phones",
        "location_id>location service_id>service organization_id>organization contact_id>contact "
        "service_at_location_id>service_at_location number! extension:number type description",
    ),
    "contact": (
        "contacts",
        "organization_id>organization service_id>service service_at_location_id>service_at_location "
        "location_id>location name title department email:email",
    ),
    "address": (
        "addresses",
        # A place without postcodes or provinces has an empty text there, which a table cannot tell from nothing:
        # they are required in JSON, and not here.
        "location_id>location attention address_1! address_2 city! region state_province postal_code country! "
        "address_type!",
    ),
    "schedule": (
        "schedules",
        "service_id>service location_id>location service_at_location_id>service_at_location valid_from:date "
        "valid_to:date dtstart:date timezone:number until:date count:number wkst freq interval:number byday byweekno "
        "bymonthday byyearday description opens_at:time closes_at:time schedule_link:uri attending_type notes",
    ),
    "funding": ("funding", "organization_id>organization service_id>service source"),
    "service_area": (
        "service_areas",
        "service_id>service name description extent extent_type uri service_at_location_id>service_at_location?",
    ),
    "required_document": ("required_documents", "service_id>service document uri:uri"),
    "language": ("languages", "service_id>service location_id>location phone_id>phone name code note"),
    "accessibility": ("accessibility", "location_id>location description details url:uri"),
    "taxonomy": ("taxonomies", "name! description! uri:uri version"),
    "taxonomy_term": (
        "taxonomy_terms",
        "code name! description! parent_id:uuid taxonomy language taxonomy_id>taxonomy term_uri:uri",
    ),
    "metadata": (
        "metadata",
        "resource_id:uuid! resource_type! last_action_date:date! last_action_type! field_name! previous_value "
        "replacement_value updated_by!",
    ),
    "meta_table_description": ("meta_table_descriptions", "name language character_set"),
    "cost_option": (
        "cost_options",
        "service_id>service! valid_from:date valid_to:date option currency amount:number amount_description",
    ),
    "organization_identifier": (
        "organization_identifiers",
        "organization_id>organization! identifier_scheme identifier_type! identifier!",
    ),
    "url": ("urls", "label? url? organization_id>organization? service_id>service?"),
    "unit": ("units", "name? scheme? identifier? uri?"),
    "service_capacity": (
        "service_capacities",
        "service_id>service? unit_id>unit? available:number? maximum:number? description? updated?",
    ),
}
"""By kind: its file, and its fields after `id`: `!` required, `?` of the draft, `:` type or format, `>` parent."""

_CHILDREN = {
    "organization": "funding* contacts=contact* phones=phone* locations=location* programs=program* "
    "organization_identifiers=organization_identifier* services=service* additional_websites=url*",
    "service": "phones=phone* schedules=schedule* service_areas=service_area* "
    "service_at_locations=service_at_location* languages=language* organization funding* cost_options=cost_option* "
    "program required_documents=required_document* contacts=contact* additional_urls=url* capacities=service_capacity*",
    "service_at_location": "contacts=contact* phones=phone* schedules=schedule* location service "
    "service_areas=service_area*",
    "location": "languages=language* addresses=address* contacts=contact* accessibility* phones=phone* "
    "schedules=schedule*",
    "contact": "phones=phone*",
    "phone": "languages=language*",
    "attribute": "taxonomy_term",
    "taxonomy_term": "taxonomy_detail=taxonomy",
    "service_capacity": "unit",
}
_WITHOUT_ATTRIBUTES = ("attribute", "metadata", "taxonomy", "taxonomy_term")
DRAFT_KINDS = ("url", "unit", "service_capacity")


def _field(text: str) -> Field:
    required, text = text.endswith("!"), text.rstrip("!?")
    text, _, parent = text.partition(">")
    name, _, kind = text.partition(":")
    form = kind if kind in _FORMATS else "uuid" if parent else ""
    return Field(name, kind if kind in _TYPES else "string", form, required, _AMONG.get(name, ()), parent)


def _children(kind: str) -> tuple[Child, ...]:
    named = [(*word.rstrip("*").partition("="), word.endswith("*")) for word in _CHILDREN.get(kind, "").split()]
    found = [Child(key, of or key, is_list) for key, _, of, is_list in named]
    found += [Child("attributes", "attribute", True)] if kind not in _WITHOUT_ATTRIBUTES else []
    return (*found, *([Child("metadata", "metadata", True)] if kind != "metadata" else []))


SHAPES: Mapping[str, Shape] = {
    kind: Shape(
        kind,
        file,
        (Field("id", format="uuid", required=True), *map(_field, fields.split())),
        _children(kind),
        tuple(_field(text).name for text in fields.split() if text.endswith("?")),
    )
    for kind, (file, fields) in _FIELDS.items()
}
"""Every kind of object by its name."""
