"""What a language lacks of the sentences of limits and stages, ready to be filled in.

python tools/phrases.py ja          prints the sentences without a phrase, as lines of languages/ja/phrases.yaml
python tools/phrases.py ja --orphans  prints phrases whose sentence is not in the law any more
python tools/phrases.py tr --titles   the same for languages/tr/titles.yaml
"""

from __future__ import annotations

import argparse
import json

from asylia.folders import data_folder
from asylia.languages.phrases import sentences_of, titles_of
from asylia.languages.texts import texts_of
from asylia.lawbook.cache import load_law


def main() -> None:
    """Print what is lacking, or what is left over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("--orphans", action="store_true")
    parser.add_argument("--titles", action="store_true")
    options = parser.parse_args()
    data, texts = load_law(data_folder("law")), texts_of(data_folder("languages") / options.language, options.language)
    sentences, phrases = (titles_of(data), texts.titles) if options.titles else (sentences_of(data), texts.phrases)
    if options.orphans:
        print("\n".join(phrase for phrase in phrases if phrase not in sentences))
        return
    place = ""
    for sentence, name in sentences.items():
        if sentence in phrases:
            continue
        if name != place:
            print(f"# {name}")
            place = name
        print(f'{json.dumps(sentence, ensure_ascii=False)}: ""')


if __name__ == "__main__":
    main()
