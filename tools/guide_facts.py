"""Which facts the guide asks in its first round, by place and how often: what a translator has to write.

python tools/guide_facts.py            prints the table
python tools/guide_facts.py --lang tr  prints only what a language lacks: page words, and `plain` or `why` of facts
"""

from __future__ import annotations

import argparse
from collections import Counter

from tests.briefs.guide.people import PLACES, guide_of, walk

from asylia.folders import data_folder
from asylia.languages.guide import guide_words
from asylia.lawbook.cache import load_law
from asylia.lawbook.law import Lawbook
from asylia.lawbook.strict_yaml import Block, read_yaml

PEOPLE = 60


def asked_facts(lawbook: Lawbook, people: int = PEOPLE) -> dict[str, dict[str, float]]:
    """By fact: how often it is asked at each place, as a share of random people."""
    guide = guide_of(lawbook)
    found: dict[str, dict[str, float]] = {}
    for place in PLACES:
        counts = Counter(page.question for seed in range(people) for page in walk(guide, place, seed))
        for name, count in counts.items():
            if name in lawbook.data.facts:
                found.setdefault(name, {})[place] = count / people
    for name in guide.plan.dates:  # days are asked whenever a limit waits for them, however seldom that is
        found.setdefault(name, {})
    return dict(sorted(found.items(), key=lambda entry: (-sum(entry[1].values()), entry[0])))


def lacking(language: str, facts: dict[str, dict[str, float]]) -> list[str]:
    """What a language lacks for the guide: keys of guide.yaml, and facts without `plain` or `why`."""
    folder = data_folder("languages") / language
    path = folder / "facts.yaml"
    texts = read_yaml(path, name=f"languages/{language}/facts.yaml") if path.exists() else Block(1)
    words = guide_words(language).own if (folder / "guide.yaml").exists() else {}
    missing = [f"guide.yaml: {key}" for key in guide_words("en").own if key not in words]
    for name in facts:
        entry = texts.get(name)
        keys = [key for key in ("plain", "why") if not (isinstance(entry, Block) and entry.get(key))]
        missing += [f"facts.yaml: {name}: {key}" for key in keys]
    return missing


def main() -> None:
    """Print the table, or what a language lacks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", help="print what this language lacks")
    chosen = parser.parse_args()
    facts = asked_facts(Lawbook(load_law(data_folder("law"))))
    if chosen.lang:
        print("\n".join(lacking(chosen.lang, facts)) or "nothing is missing")
        return
    print("fact".ljust(48), *(place.rjust(5) for place in PLACES))
    for name, shares in facts.items():
        print(name.ljust(48), *(f"{shares.get(place, 0):5.0%}" for place in PLACES))


if __name__ == "__main__":
    main()
