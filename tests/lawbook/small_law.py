"""A small whole law as files, and changes of it: what the tests of the schemas and of the lints have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from asylia.compiled import hash_text

Change = tuple[str, str]
"""An old text, which must be there once, and the new one."""
Changes = Mapping[str, Sequence[Change]]
"""By file."""

LAW: Mapping[str, str] = {
    "places.yaml": """\
places:
  JP: {folder: japan, prefix: jp, title: {en: Japan, ja: 日本}}
  INT: {folder: international, prefix: int, title: {en: international law, ja: 国際法}}
""",
    "instruments.yaml": """\
instruments:
  act:
    title: {en: The Act, ja: 法}
    short: {en: Act, ja: 法}
    place: JP
    date: 1951-10-04
  pact:
    title: {en: The Pact, ja: 規約}
    place: INT
""",
    "priors.yaml": """\
default: 50
themes: {person: 40}
facts: {afraid: 60}
""",
    "comparison.yaml": """\
supposed: [afraid]
way there: [applied]
""",
    "goals.yaml": """\
goals:
  - id: any_status
    title: {en: Any status, ja: 地位}
    plain: A status.
    weight: 3
    reached by: {kinds: [status], nature: [guaranteed], provisions: [jp.shelter]}
""",
    "vocabulary/person.yaml": """\
theme: person
facts:
  - id: afraid
    type: yes/no
    means: The person is afraid.
    about: person
    known by: person
    burden: 1
    sensitivity: 3
    evidence: [word]
    papers: statement
  - id: at_risk
    type: yes/no
    means: The person is at risk.
    about: person
    known by: helper
    burden: 3
    sensitivity: 1
  - id: barred
    type: yes/no
    means: The person is barred.
    about: host
    known by: authority
    burden: 2
    sensitivity: 1
    basis: [act art_9]
  - id: applied
    type: yes/no
    means: The person has applied.
    about: host
    known by: person
    burden: 1
    sensitivity: 1
  - id: applied_on
    type: date
    means: The day of the application.
    about: host
    known by: person
    burden: 2
    sensitivity: 1
  - id: tried
    type: count
    means: How often the person has applied.
    about: host
    known by: person
    burden: 2
    sensitivity: 1
  - id: letter
    type: choice
    choices: [A, B]
    means: The letter of the case.
    about: host
    known by: authority
    burden: 2
    sensitivity: 1
  - id: home
    type: choice
    choices: countries
    means: The country of nationality.
    about: person
    known by: person
    burden: 1
    sensitivity: 1
  - id: stateless
    type: yes/no
    means: The person has no nationality.
    about: person
    known by: person
    burden: 2
    sensitivity: 1
""",
    "vocabulary/derivations.yaml": """\
derivations:
  - fact: at_risk
    no when: {not: afraid}
    because: risk comes with fear
  - fact: applied
    given when: applied_on
  - fact: stateless
    given when: home
    gives: false
""",
    "vocabulary/constraints.yaml": """\
constraints:
  - never: [stateless, {fact: home, is: UGA}]
    because: who has a country is not stateless
    at: [JP]
""",
    "vocabulary/aliases.yaml": """\
aliases:
  fearful: afraid
  unafraid: {not: afraid}
  refused: {fact: barred, at: JP}
  shelter: {provision: jp.shelter}
""",
    "vocabulary/events.yaml": """\
events:
  - id: application
    fact: applied_on
    title: The application
""",
    "vocabulary/countries.yaml": """\
countries:
  UGA: {alpha2: UG, en: Uganda, ja: ウガンダ}
""",
    "international/sources.yaml": """\
sources:
  S1: {title: The treaty, seen: read, confidence: high}
""",
    "international/treaties.yaml": """\
treaties:
  - id: pact
    places:
      JP: {in force from: 1982-01-01, sources: [S1]}
""",
    "japan/sources.yaml": """\
sources:
  S1: {title: The Act, publisher: Japan, date: 2024-06-10, address: ["https://e.org"], seen: read, confidence: high}
""",
    "japan/terms.yaml": """\
subject: terms
provisions:
  - id: jp.in_danger
    title: {en: In danger, ja: 危険}
    kind: term
    sources: [S1]
    re-read: 2026-01-01
    versions:
      - from: 1982-01-01
        holds when: {all: [at_risk]}
""",
    "japan/status.yaml": """\
subject: status
provisions:
  - id: jp.shelter
    title: {en: Shelter, ja: 保護}
    kind: status
    nature: guaranteed
    nature says: {who: the Act, reads: guaranteed, sources: [S1]}
    basis: [act art_2__para_1]
    sources: [S1]
    re-read: 2026-01-01
    asks:
      - {act: Apply., where: office}
    versions:
      - from: 1982-01-01
        to: 2005-05-15
        governed by: decision day
        confidence: medium
        holds when: {all: [jp.in_danger, {treaty in force: pact}, {fact: tried, at most: 3}]}
        unless:
          - {fact: barred, basis: [act art_3]}
      - from: 2005-05-16
        governed by: applied_on
        holds when:
          any: [jp.in_danger, {fact: letter, is: A}]
        unless: [barred]
        may be refused when: {fact: letter, is: B}
        weighs:
          - {fact: tried, points: against}
        leads to:
          - {when: applied, gives: [a room], with: for a year}
        gates:
          - {id: door, title: {en: The door, ja: 扉}, holds when: applied}
        notes: [A note.]
""",
    "readings/simple.yaml": """\
id: jp.simple
title: {en: A simple reading, ja: 簡単な読み方}
who: somebody
from: 1982-01-01
sources: [S1]
questions:
  - {id: q1, text: Is the person afraid?, fact: afraid}
steps: {ask: q1, when yes: {outcome: let_in}, when no: {outcome: sent_away}}
outcomes:
  - {id: let_in, title: Let in, provision: jp.shelter}
  - {id: sent_away, title: Sent away}
departs:
  - {when: barred, from: 1990-01-01, says: The bar is left out., basis: [act art_3]}
""",
}

_KEYS = {
    "afraid": ("name", "asks", "holds", "fails", "open", "why", "plain", "warns"),
    **dict.fromkeys(("at_risk", "barred", "applied"), ("name", "asks", "holds", "fails", "open", "why", "plain")),
    **dict.fromkeys(("applied_on", "tried", "letter"), ("name", "asks", "why", "plain")),
}
"""By fact that the law uses: the words it needs."""


def _entry(fact: str, keys: Sequence[str]) -> str:
    means = re.search(rf"id: {fact}\n.*?means: (.*?)\n", LAW["vocabulary/person.yaml"], re.DOTALL)
    assert means is not None
    lines = [f'  {key}: "{key} {fact}"' for key in keys]
    return "\n".join([f"{fact}:", *lines, f'  of: "{hash_text(means.group(1))[:8]}"', "  reviewed: false"])


WORDS: Mapping[str, str] = {
    f"{language}/{name}.yaml": text
    for language in ("en", "ja")
    for name, text in (
        ("facts", "\n\n".join(_entry(fact, keys) for fact, keys in _KEYS.items()) + "\n"),
        ("provisions", "jp.shelter: {title: Shelter}\n"),
        ("interface", 'hello: "hello {name}"\n'),
    )
}


def write_law(folder: Path, changes: Changes | None = None) -> Path:
    """The small law in a folder `law`, with changes. Returns that folder."""
    return _write(folder / "law", LAW, changes or {})


def write_words(folder: Path, changes: Changes | None = None) -> Path:
    """Its words in a folder `languages`, with changes. Returns that folder."""
    return _write(folder / "languages", WORDS, changes or {})


def changed(text: str, changes: Sequence[Change]) -> str:
    """The text with each old piece, which must be there once, put in the place of the new one."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def _write(root: Path, files: Mapping[str, str], changes: Changes) -> Path:
    assert set(changes) <= set(files), set(changes) - set(files)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed(text, changes.get(name, ())), encoding="utf-8")
    return root
