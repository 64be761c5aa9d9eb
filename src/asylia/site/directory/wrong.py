"""“This is wrong”: a text to send by mail, to copy or to hand in (D3). No form, for nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from asylia.directory.model import Organization
from asylia.site.directory.show import address, organization_asked
from asylia.site.page import read_only
from asylia.site.reader import Reader, reader_in


@dataclass(frozen=True, slots=True)
class Note:
    """A letter that only needs what is wrong filled in."""

    text: str
    mail: str
    """A link that opens it in the mail program."""
    file: str
    """The address of the same as a file."""
    to: str
    """Who reads such letters; empty where the operator has not said."""


def note_about(organization: Organization, reader: Reader, page: str) -> Note:
    """The letter about an organisation: its page and the names of its details, so that nobody must describe them."""
    word = reader.texts.word
    details = [] if organization.closed else [detail for detail in organization.details() if detail.kind != "language"]
    lines = [
        word("directory_note_subject", id=organization.id),
        page,
        "",
        word("directory_note_wrong"),
        *(f"[ ] {detail.id}: {detail.value}" for detail in details if _may_be_repeated(detail.kind)),
        "",
        word("directory_note_right"),
        "",
        word("directory_note_how"),
        "",
        word("directory_note_no_names"),
    ]
    text = "\n".join(lines) + "\n"
    to = settings.CORRECTIONS_TO
    subject = quote(word("directory_note_subject", id=organization.id))
    mail = f"mailto:{quote(to, safe='@')}?subject={subject}&body={quote(text)}"
    return Note(text, mail, address(reader, "note", name=organization.id), to)


def _may_be_repeated(kind: str) -> bool:
    """Addresses are left out: one of a shelter must not travel in letters."""
    return kind != "address"


@read_only
def note(request: HttpRequest, lang: str, name: str) -> HttpResponse:
    """The letter as a file with a name that tells nothing (P4)."""
    reader, found = reader_in(lang), organization_asked(name)
    page = request.build_absolute_uri(address(reader, "organization", name=found.id))
    response = HttpResponse(note_about(found, reader, page).text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="note.txt"'
    return response
