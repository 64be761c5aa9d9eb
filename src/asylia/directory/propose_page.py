"""The text of a page as it was handed in: its lines, cleaned for reading, and what is broken in them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from asylia.errors import InputError
from asylia.lawbook.strict_yaml import MAX_BYTES

__all__ = ["Defect", "Page", "read_page"]

_WAVE_IN_PLACE_OF_DASH = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_LONG_MARK_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])ー(?=[0-9])")
_SPACES = {"\t": "  "}
_PICTURES = {
    "☎": "Tel: ",
    "☏": "Tel: ",
    "✆": "Tel: ",
    "📞": "Tel: ",
    "📱": "Tel: ",
    "📠": "Fax: ",
    "✉": "Email: ",
    "📧": "Email: ",
    "🌐": "Web: ",
    "🏠": "Address: ",
    "📍": "Address: ",
}
"""What a picture before a value stands for."""
_PICTURE = re.compile(rf"([{''.join(_PICTURES)}])\ufe0f?\s*[:：]?")
_MARKUP = re.compile(
    r"^\s*(?:>\s+)*(?:#{1,6}\s+|[*+•●○◆◇■□▪▶►☆★※・-]\s*(?=\D)|\(?\d{1,2}[.)]\s*(?=[^\d\s.)])|[一二三四五六七八九十]{1,3}、\s*"
    r"|[가나다라마바사아자차카타파하]\.\s+)+|^\s*>\s+|\*\*|__|`"
)
_LISTED = re.compile(r"\s*(?:[*+•●○◆◇■□▪▶►☆★・-]|\(?[0-9]{1,2}[.)])\s*(?=\D)")
_MARKED_LINK = re.compile(r"\[([^\]\[]{1,200})\]\((\S{1,500}?)\)")
_READING = re.compile(r"(?<=[々㐀-鿿])\([ぁ-ゖー]{1,12}\)")
_PLUS_BEHIND = re.compile(r"(?<![\w+])([0-9][0-9 ()-]{7,18}[0-9])\+(?!\w)")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
_NUMBER_IN_A_RING = re.compile(r"^\s*[①-⑳⑴-⒇❶-❿➀-➓]\s*")
_WEB_CODE = re.compile(r"<(?:html|body|div|head|!doctype)\b", re.I)
_LEAST_TABS = 2
"""So many tabs part the cells of a table; fewer stand between a label and its value."""
LONGEST_LINE = 20_000
_MOST_BROKEN = 0.02
"""The share of unreadable characters above which a page is in another encoding rather than damaged."""


@dataclass(frozen=True, slots=True)
class Defect:
    """Something that looks damaged: where, what, and how to mend it."""

    kind: str
    line: int | None
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, numbered from 1: `lines[0]` is line 1."""

    lines: tuple[str, ...]
    """With full-width letters and the digits of all scripts made plain, markup and invisible characters taken out."""
    sha256: str
    defects: tuple[Defect, ...] = field(default=())
    """Lines in which characters are broken."""
    listed: Mapping[int, str] = field(default_factory=dict)
    """The lines that begin with the sign of a list, or with a number (1), with that sign."""
    cells: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The cells of the lines that tabs part, the empty ones too."""

    def text(self) -> str:
        """The whole page."""
        return "\n".join(self.lines)


def read_page(raw: bytes, *, name: str) -> Page:
    """The page in these bytes. Raises InputError for what is empty, too big, binary, in web code or not in UTF-8."""
    if len(raw) > MAX_BYTES:
        raise InputError(f"the page has {len(raw):,} bytes", file=name, mend=f"{MAX_BYTES:,} is the most that is read")
    text = _decoded(raw, name)
    if not text.strip():
        raise InputError("the page is empty", file=name, mend="hand in the text of a directory page")
    if _WEB_CODE.search(text[:5000]):
        raise InputError("this is the code of a web page", file=name, mend="save the page as text and hand in that")
    defects: list[Defect] = []
    lines: list[str] = []
    listed: dict[int, str] = {}
    cells: dict[int, tuple[str, ...]] = {}
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n"), 1):
        if len(line) > LONGEST_LINE:
            mend = "save the page with its line breaks"
            raise InputError(f"the line has {len(line):,} characters", file=name, line=number, mend=mend)
        mended = _read_wrongly(line)
        if mended is not None:
            defects.append(
                Defect(
                    "characters_broken",
                    number,
                    "letters were read in the wrong encoding",
                    f"it probably said {_plain(mended)[:80]!r}",
                )
            )
            line = mended
        if "\ufffd" in line:
            defects.append(
                Defect("characters_broken", number, "characters are lost for good", "look the line up at its source")
            )
        lines.append(_plain(line))
        if sign := _LISTED.match(line):
            listed[number] = re.sub(r"[0-9]+", "1", sign[0].strip())
        if line.strip(" \n").count("\t") >= _LEAST_TABS:
            cells[number] = tuple(_plain(cell) for cell in line.split("\t"))
    return Page(tuple(lines), hashlib.sha256(raw).hexdigest(), tuple(defects), listed, cells)


def _decoded(raw: bytes, name: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", errors="replace")
    elif b"\x00" in raw or raw.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        raise InputError("this is not text but binary data", file=name, mend="save the page as text in UTF-8")
    else:
        text = raw.decode("utf-8-sig", errors="replace")
    if text.count("\ufffd") > max(3, _MOST_BROKEN * len(text)):
        mend = "save it as UTF-8; older pages may be in Shift_JIS, EUC-KR, GB18030 or Big5"
        raise InputError("this is not text in UTF-8", file=name, mend=mend)
    controls = sum(unicodedata.category(letter) == "Cc" and letter not in "\n\r\t\f\v\x85" for letter in text)
    if controls > max(3, _MOST_BROKEN * len(text)):
        raise InputError("this is not text but binary data", file=name, mend="save the page as text in UTF-8")
    return text


def _plain(line: str) -> str:
    """NFKC without markup, with plain digits, and without characters that cannot be seen or that steer a terminal."""
    line = _PICTURE.sub(lambda picture: _PICTURES[picture[1]], line)
    line = unicodedata.normalize("NFKC", _NUMBER_IN_A_RING.sub("", line)).translate(_WAVE_IN_PLACE_OF_DASH)
    line = "".join(
        _SPACES.get(letter, " ") if letter in "\t\v\f\x85\u2028\u2029" else letter
        for letter in line
        if letter in "\t\v\f\x85\u2028\u2029" or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )
    line = "".join(letter if letter.isascii() else _digit(letter) for letter in line)
    if _RIGHT_TO_LEFT.search(line):
        line = _PLUS_BEHIND.sub(r"+\1", line)
    line = _MARKED_LINK.sub(_unmarked, _READING.sub("", line))
    return _MARKUP.sub("", _LONG_MARK_BETWEEN_DIGITS.sub("-", line)).strip()


def _digit(letter: str) -> str:
    """The plain digit for one of another script; any other letter as it is."""
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def _unmarked(link: re.Match[str]) -> str:
    """A link in Markdown as its text; with its target where that is a page."""
    text, target = link.groups()
    return f"{text} {target}" if target.startswith(("http://", "https://", "www.")) and target != text else text


def _read_wrongly(line: str) -> str | None:
    """What a line said before UTF-8 was read as a Western encoding; None if that does not seem to have happened."""
    if line.isascii():
        return None
    for encoding in ("cp1252", "latin-1"):
        try:
            mended = line.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(mended) < len(line):
            return mended
    return None
