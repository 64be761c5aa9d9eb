"""How to cite a figure: as text, as BibTeX, as CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping

from asylia import __version__
from asylia.figures.model import Figure
from asylia.figures.shown import flag_shown, measure_label, of_shown, value_shown
from asylia.languages.texts import Texts

_UNHCR = "United Nations High Commissioner for Refugees"
_TEX = re.compile(r"([&%$#_{}])")


def cited_in_text(figure: Figure, place: str, said: Texts) -> str:
    """One paragraph: what it is, its value with what it is a share of, its source, and every flag."""
    name = said.word(
        "figures_cite_title", measure=measure_label(figure.measure, figure.stage, said), place=place, year=figure.year
    )
    of = of_shown(figure, said)
    value = value_shown(figure, said)
    number = f"{value} ({of})" if of and of != value else value
    release = figure.release
    sources = "; ".join(figure.citations) or ", ".join(
        part for part in (release.title, release.version, release.licence, release.url) if part
    )
    got = f" [{release.retrieved.isoformat()}]" if release.retrieved else ""
    flags = " ".join(flag_shown(flag, said) for flag in figure.flags)
    return " ".join(
        filter(
            None, (f"{name}: {number}.", f"{sources}{got}.", said.word("figures_computed", version=__version__), flags)
        )
    )


def cited_in_bibtex(figure: Figure, place: str, said: Texts) -> str:
    """An entry of type misc."""
    fields = _fields(figure, place, said)
    lines = "".join(f"  {name} = {{{_in_tex(name, text)}}},\n" for name, text in fields.items() if text)
    return f"@misc{{{_key(figure)},\n{lines}}}\n"


def _in_tex(name: str, text: str) -> str:
    return text if name == "url" else _TEX.sub(r"\\\1", text)


def cited_in_csl(figure: Figure, place: str, said: Texts) -> dict[str, object]:
    """An item of CSL-JSON."""
    fields, got = _fields(figure, place, said), figure.release.retrieved
    item: dict[str, object] = {
        "id": _key(figure),
        "type": "dataset",
        "title": fields["title"],
        "author": [{"literal": fields["author"]}],
        "version": figure.release.version,
        "note": fields["note"],
    }
    if figure.release.url:
        item["URL"] = figure.release.url
    if got:
        item["issued"] = {"date-parts": [[got.year]]}
        item["accessed"] = {"date-parts": [[got.year, got.month, got.day]]}
    return item


def _fields(figure: Figure, place: str, said: Texts) -> Mapping[str, str]:
    release = figure.release
    return {
        "author": _UNHCR if release.source == "unhcr" else figure.citations[0] if figure.citations else release.title,
        "title": said.word(
            "figures_cite_title",
            measure=measure_label(figure.measure, figure.stage, said),
            place=place,
            year=figure.year,
        ),
        "year": str(release.retrieved.year) if release.retrieved else "",
        "howpublished": f"{release.title}, {release.version}",
        "url": release.url,
        "urldate": release.retrieved.isoformat() if release.retrieved else "",
        "note": cited_in_text(figure, place, said),
    }


def _key(figure: Figure) -> str:
    parts = (figure.release.source, figure.measure, figure.place, figure.origin, str(figure.year), figure.stage)
    return "_".join(part.lower() for part in parts if part)
