"""Search over the law, its facts and the glossary.

The form is sent by POST, and there is no GET form of it: what somebody looks for in this law says something of them,
and an address stays in histories, bookmarks and the logs of machines in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

from asylia import __version__
from asylia.assessment.prose import prose
from asylia.compiled import hash_of_files
from asylia.folders import data_folder
from asylia.languages.levels import site_languages
from asylia.languages.search import LONGEST_QUERY, Document, Hit, Index, index_of
from asylia.lawbook.law import FIRST_LAW
from asylia.site.law.asked import words_through_time
from asylia.site.law.glossary import GLOSSARY_COLUMNS, terms
from asylia.site.law.show import address, law_page
from asylia.site.law_data import lawbook
from asylia.site.page import methods
from asylia.site.reader import Reader, reader_in

KINDS = ("rule", "fact", "term")
"""What can be found, in the order in which it is shown; each has the words `law_found_<kind>`."""


@methods("GET", "POST")
def search(request: HttpRequest, lang: str) -> HttpResponse:
    """The form; after it was sent, what was found."""
    reader = reader_in(lang)
    query = request.POST.get("words", "")[:LONGEST_QUERY].strip() if request.method == "POST" else ""
    hits = search_index().search(query, lang) if query else []
    counts = search_index().counts(lang) if query else {}
    context = {
        "heading": reader.texts.word("law_search"),
        "query": query,
        "longest": LONGEST_QUERY,
        "groups": [
            {"title": reader.texts.word(f"law_found_{kind}"), "hits": found, "count": len(found)}
            for kind in KINDS
            if (found := [_shown(hit, reader) for hit in hits if hit.document.kind == kind])
        ],
        "searched": ", ".join(
            f"{reader.texts.word(f'law_found_{kind}')} {counts[kind]}" for kind in KINDS if kind in counts
        ),
    }
    response = law_page(request, reader, "law/search.html", context, (reader.texts.word("law_search"), ""))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _shown(hit: Hit, reader: Reader) -> dict[str, str]:
    one = hit.document
    where = {
        "rule": lambda: address(reader, "rule", name=one.id),
        "fact": lambda: address(reader, "fact", name=one.id),
        "term": lambda: f"{address(reader, 'words')}#{one.id}",
    }[one.kind]()
    place = lawbook().data.provisions[one.id].place if one.kind == "rule" else ""
    name = reader.texts.titled(lawbook().data.places[place].title) if place else ""
    return {"title": one.title, "address": where, "line": hit.line, "place": name}


@lru_cache(maxsize=1)
def search_index() -> Index:
    """The index of the law and the words that are shipped."""
    folder = data_folder("languages")
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".csv"))
    return index_of(f"pages {__version__} {lawbook().data.version} {hash_of_files(folder, files)}", documents)


def documents() -> Iterator[Document]:
    """Everything that can be found, in every language of the site."""
    for code in site_languages():
        yield from _documents_in(reader_in(code))
    for number, row in enumerate(terms(), start=1):
        names = tuple(row[column] for column in GLOSSARY_COLUMNS.values())
        yield Document("term", f"t{number}", "", " · ".join(names), tuple(filter(None, [row.get("note")])))


def _documents_in(reader: Reader) -> Iterator[Document]:
    data, texts = lawbook().data, reader.texts
    for provision in data.provisions.values():
        # Of a day before all law, so that no age of a source is in the text, which would change every day.
        lines = prose(provision, words_through_time(provision.place, reader), FIRST_LAW)
        said = (line.text for line in lines)
        yield Document("rule", provision.id, reader.code, texts.provision(provision), tuple(dict.fromkeys(said)))
    for name, one in data.facts.items():
        said_of = [texts.fact(name, key) for key in ("asks", "holds", "plain", "why")]
        further = [one.means, *one.official_terms.values()]
        lines_of = tuple(dict.fromkeys(filter(None, [*said_of, *further])))
        yield Document("fact", name, reader.code, texts.fact(name, "name"), lines_of)
