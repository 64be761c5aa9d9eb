"""The provisions in force at a place on a day, as data."""

from __future__ import annotations

from asylia.assessment.lines import Json
from asylia.assessment.words import Words
from asylia.lawbook.law import Law


def in_force_json(law: Law, words: Words) -> list[Json]:
    """The provisions in force, each with the versions of that day."""
    return [
        {
            "id": provision.id,
            "jurisdiction": law.place,
            "title": words.texts.provision(provision),
            "kind": provision.kind,
            "nature": provision.nature,
            "versions": [
                {
                    "from": version.start.isoformat(),
                    "to": version.end.isoformat() if version.end else None,
                    "governed_by": version.governed_by,
                }
                for version in law.versions[provision.id]
            ],
        }
        for provision in law.provisions_in_force
    ]
