"""How far a language goes. Each level holds the one before it.

* guide: the guide's pages and its questions (`guide_languages` in `asylia.languages.guide`);
* known: words of the interface, so that commands can be asked for it (`languages_known` in `asylia.languages.texts`);
* site: every word of the interface, so that no frame of a page is in two languages (`site_languages`);
* complete: facts, titles and sentences of the law too, which lints demand (`complete_languages`).

What a language of the site lacks of the law stands in English there, marked.
"""

from __future__ import annotations

from functools import lru_cache

from asylia.folders import data_folder
from asylia.languages.texts import ORIGINAL, languages_known, texts_in

SENTENCES = "phrases.yaml"
"""Who has this file says the law's own sentences, and undertakes to be complete: the lints ask nothing less of it."""


@lru_cache(maxsize=1)
def site_languages() -> tuple[str, ...]:
    """The languages in which the whole site is offered: those with every word of the interface (G1)."""
    words = set(texts_in(ORIGINAL).interface)
    return tuple(code for code in languages_known() if words <= set(texts_in(code).interface))


@lru_cache(maxsize=1)
def complete_languages() -> tuple[str, ...]:
    """The languages in which the law too is said: the original, and those with sentences of the law."""
    folder = data_folder("languages")
    return tuple(code for code in languages_known() if code == ORIGINAL or (folder / code / SENTENCES).is_file())
