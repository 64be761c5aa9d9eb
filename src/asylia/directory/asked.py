"""What people type for needs, audiences and languages: codes are taken, other words answered with the nearest code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from asylia.directory.model import Directory
from asylia.directory.taxonomy import Need, Taxonomy
from asylia.directory.words import need_name, need_plain
from asylia.errors import InputError
from asylia.languages.texts import Texts
from asylia.lawbook.fields import nearest

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?\Z")
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "can",
        "do",
        "for",
        "from",
        "i",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "the",
        "they",
        "to",
        "who",
        "with",
        "you",
    )
)
_MOST = 3


def needs_named(typed: Iterable[str], taxonomy: Taxonomy, said: Texts) -> tuple[str, ...]:
    """The needs with these codes. Plain words are never taken as a need: the error names the codes they may mean."""
    found = []
    for text in typed:
        if text not in taxonomy.needs:
            close = _near(text, taxonomy.needs, said)
            mend = f"did you mean {_listed(close)}?" if close else f"choose from {', '.join(_headings(taxonomy))}"
            raise InputError(f"there is no need {text!r}", mend=mend)
        found.append(text)
    return tuple(dict.fromkeys(found))


def _listed(codes: Sequence[str]) -> str:
    return " or ".join(repr(code) for code in codes)


def _headings(taxonomy: Taxonomy) -> list[str]:
    return [need.code for need in taxonomy.needs.values() if not need.parent]


def _near(text: str, needs: Mapping[str, Need], said: Texts) -> list[str]:
    """The codes whose words share most with what was typed; else those written most alike."""
    asked = _words(text)
    shared = {code: len(asked & _words_of(need, said)) for code, need in needs.items()}
    found = sorted((code for code, n in shared.items() if n), key=lambda code: (-shared[code], list(needs).index(code)))
    best = [code for code in found if shared[code] == shared[found[0]]]
    inside = [code for code, need in needs.items() if text.strip() and text.strip() in need_plain(need, said)]
    return (best or inside)[:_MOST] or get_close_matches(text.casefold(), list(needs), n=_MOST, cutoff=0.6)


def _words_of(need: Need, said: Texts) -> frozenset[str]:
    """Its words in English and in the reader's language."""
    texts = (need.code.replace("_", " ").replace(".", " "), need.en, need.plain, need.help_heading)
    return _words(" ".join((*texts, need_name(need, said), need_plain(need, said))))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold())) - _SMALL


def audience_named(typed: Iterable[str], taxonomy: Taxonomy) -> tuple[str, ...]:
    """The audiences with these codes. Raises InputError with the nearest."""
    found = []
    for text in typed:
        if text not in taxonomy.audiences:
            close = nearest(text, taxonomy.audiences)
            mend = close if close.startswith("did") else f"choose from {', '.join(taxonomy.audiences)}"
            raise InputError(f"there is no audience {text!r}", mend=mend)
        found.append(text)
    return tuple(dict.fromkeys(found))


def languages_named(typed: Iterable[str], directory: Directory) -> tuple[str, ...]:
    """The languages with these tags, or with these English or own names. Raises InputError."""
    names = directory.matching.languages
    by_name = {name.casefold(): tag for tag, both in names.items() for name in (both.en, both.own)}
    found = []
    for text in typed:
        if not _TAG.match(text) or (len(text) > _MOST and text.casefold() in by_name):
            if text.casefold() not in by_name:
                raise InputError(f"{text!r} is no language", mend=nearest(text.casefold(), [*names, *by_name]))
            text = by_name[text.casefold()]  # the tag that the name means
        found.append(text)
    return tuple(dict.fromkeys(found))
