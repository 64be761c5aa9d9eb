"""What is wrong with a page as HTML: open tags, ids used twice, fields without a label, inline scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {
    "meta",
    "link",
    "br",
    "hr",
    "img",
    "input",
    "path",
    "rect",
    "wbr",
    "col",
    "area",
    "base",
    "circle",
    "line",
    "source",
}


@dataclass
class Page(HTMLParser):
    """A page as read."""

    faults: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    attributes: dict[str, dict[str, str | None]] = field(default_factory=dict)
    h1: int = 0
    title: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._ids: set[str] = set()
        self._labels: set[str | None] = set()
        self._fields: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"an attribute twice on {tag}")
        self._note(tag, given)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, dict(attrs))

    def _note(self, tag: str, given: dict[str, str | None]) -> None:
        self.attributes.setdefault(tag, given)
        self.h1 += tag == "h1"
        name = given.get("id")
        if name is not None:
            self.faults += [f"id {name!r} twice"] if name in self._ids else []
            self._ids.add(name)
        self.faults += [f"{key} on {tag}" for key in given if key == "style" or key.startswith("on")]
        if tag in ("script", "style") and "src" not in given:
            self.faults.append(f"{tag} inline")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if tag in ("link", "script", "img", "iframe", "source", "video", "audio", "object", "embed", "use", "image"):
            self.loaded += [given[key] or "" for key in ("href", "src", "data", "xlink:href") if given.get(key)]
        if tag == "img" and "alt" not in given:
            self.faults.append("img without alt")
        if tag == "label":
            self._labels.add(given.get("for"))
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit"):
            self._fields.append(given)
        if tag == "svg" and given.get("role") != "img" and given.get("aria-hidden") != "true":
            self.faults.append("svg neither named nor hidden")
        if "role" in given and given["role"] == "img" and not given.get("aria-label"):
            self.faults.append("picture without a name")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:] or 'nothing'}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        elif "head" not in self._open:
            self.text += data

    def finished(self) -> Page:
        """The page after its end, its last faults noted."""
        self.close()
        self.faults += [f"{tag} left open" for tag in self._open]
        for one in self._fields:
            if one.get("id") not in self._labels and not one.get("aria-label"):
                self.faults.append(f"field {one.get('name')!r} without a label")
        return self

    @property
    def ids(self) -> set[str]:
        """The ids on the page."""
        return self._ids


def page_of(content: bytes) -> Page:
    """A page read to its end."""
    page = Page()
    page.feed(content.decode())
    return page.finished()
