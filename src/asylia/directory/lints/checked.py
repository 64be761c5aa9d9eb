"""What the lints of the directory look at, and how they say what they found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from asylia.directory.model import Directory, Organization, Phone
from asylia.lawbook.lints.remark import Remark


@dataclass(frozen=True, slots=True)
class Checked:
    """A directory, and the day on which it is judged."""

    directory: Directory
    today: date
    name: str = "directory"
    """The name of the folder, with which the names of files begin."""

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """All of them, also what is held back."""
        return tuple(self.directory.organizations.values())

    def phones(self) -> Iterator[tuple[Organization, Phone]]:
        """Every phone with its organisation."""
        for organization in self.organizations:
            for phone in organization.phones:
                yield organization, phone


def remark(organization: Organization, line: int, name: str, severity: str, says: str, mend: str) -> Remark:
    """A remark about an organisation, which it names."""
    return Remark(name, severity, organization.file, line, f"{organization.id}: {says}", mend)
