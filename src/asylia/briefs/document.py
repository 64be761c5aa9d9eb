"""A document as a value: headings, paragraphs, items and tables, the same for Markdown, HTML and PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import langcodes
from babel import Locale

from asylia.assessment.lines import Line
from asylia.languages.directions import isolated
from asylia.plain import seen


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the document is level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a warning is set apart, references are set small."""

    text: str
    warning: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A statement in a list, with its sign; `depth` 0 is the outermost."""

    text: str
    mark: str = ""
    depth: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What leaves the house. `direction` is ltr or rtl."""

    title: str
    language: str
    direction: str
    parts: tuple[Part, ...]

    def texts(self) -> Iterator[str]:
        """Every text in it, in order."""
        found: list[str] = []

        def keep(text: str) -> str:
            found.append(text)
            return text

        self.with_texts(keep)
        yield from found

    def with_texts(self, change: Callable[[str], str]) -> Document:
        """The same document with every text changed, in order."""
        return replace(self, title=change(self.title), parts=tuple(_changed(part, change) for part in self.parts))

    def fit_to_print(self) -> Document:
        """The same document without letters that turn text round or that no paper can show.

        One written from right to left has its dates, numbers and Latin words isolated.
        """
        plain = self.with_texts(seen)
        return plain.with_texts(isolated) if self.direction == "rtl" else plain


def _changed(part: Part, change: Callable[[str], str]) -> Part:
    match part:
        case Table(head, rows):
            return Table(tuple(map(change, head)), tuple(tuple(map(change, row)) for row in rows))
        case Item(text, mark):
            return replace(part, mark=change(mark), text=change(text))
        case Heading(_, text) | Paragraph(text, _):
            return replace(part, text=change(text))


def parts_of(lines: Iterable[Line]) -> Iterator[Part]:
    """An outline of lines as parts of a document."""
    for line in lines:
        if line.style in ("title", "heading"):
            yield Heading(2, line.text)
        elif line.depth == 0:
            yield Paragraph(line.text, warning=line.style == "warning")
        else:
            yield Item(line.text, line.mark, line.depth - 1, strong=line.style == "finding")


def direction_of(language: str) -> str:
    """ltr or rtl, by the script in which the language is written."""
    return str(Locale.parse(langcodes.get(language).maximize().to_tag().replace("-", "_")).text_direction)
