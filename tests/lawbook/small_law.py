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
    "rows.yaml": """\
rights:
  - {id: work, title: {en: Work, ja: 就労}}
guarantees:
  - {id: interpreter, title: {en: Interpreter, ja: 通訳}}
""",
    "japan/deadlines.yaml": """\
calendar:
  zone: Asia/Tokyo
  holidays: {country: JP, categories: [public], half days named: [Afternoon]}
  announced until: 2026-12-31
  sources: [S1]
closures:
  - id: jp.year_end
    title: {en: Year-end closure}
    from: 1979-01-01
    to: 2098-12-31
    every year: {first: "12-29", last: "01-03"}
    basis: [act art_1]
    sources: [S1]
    confidence: high
    note: A note.
  - id: jp.storm
    title: {en: Storm}
    days: [2024-07-09]
    sources: [S1]
counting:
  - id: jp.office
    title: {en: Office}
    versions:
      - from: 1979-01-01
        to: 2098-12-31
        first day: next
        months end: eve
        rest days: [saturday, sunday, public holiday, jp.year_end, jp.storm]
        last day at rest: next working day
        leave out up to days: 2
        basis: [act art_1]
        sources: [S1]
        confidence: high
        note: A note.
services:
  - id: jp.post
    title: {en: Post}
    period: P3D
    counted by: jp.office
    basis: [act art_1]
    sources: [S1]
    confidence: medium
    note: A note.
limits:
  - id: jp.ask_again
    title: {en: Ask again, ja: 再申請}
    acts: person
    act: Ask again.
    where: office
    papers: [form]
    remedy: [jp.shelter]
    applies when: applied
    done: applied_on
    late: {excused: "yes", how: with a reason, basis: [act art_1]}
    stops removal: {value: partial, says: until the answer}
    if missed: The refusal stands.
    basis: [act art_1]
    sources: [S1]
    confidence: high
    note: A note.
    versions:
      - from: 1979-01-01
        to: 1999-12-31
        binds acts until: 1999-12-31
        without limit: There is none.
      - from: 2000-01-01
        runs:
          - {from: application, period: P7D, counted by: [jp.office], plan for: P5D, served by: jp.post, before: false}
        basis: [act art_1]
        sources: [S1]
        confidence: high
        note: A note.
""",
    "japan/stages.yaml": """\
as of: 2026-11-22
stages:
  - id: jp.pending
    general: pending
    title: {en: Pending, ja: 審査中}
    now when: applied
    authority: {en: office}
    where: office
    papers: [receipt]
    takes: {says: a year, sources: [S1]}
    meanwhile: [The person may stay.]
    steps:
      - {act: Wait., limit: jp.ask_again, remedy: jp.shelter, basis: [act art_1]}
    moves:
      - {to: jp.start, on: {en: withdrawal}, event: application, remedy: jp.shelter, limit: jp.ask_again}
    basis: [act art_1]
    sources: [S1]
    confidence: high
    note: A note.
  - id: jp.start
    general: not_applied
    title: {en: Start, ja: 申請前}
    now when: {not: applied}
    dead end: Nothing follows.
    sources: [S1]
custody:
  - id: jp.free
    general: free
    title: {en: Free, ja: 収容なし}
    now when: {not: barred}
    steps:
      - {act: Stay free.}
    sources: [S1]
""",
    "japan/rights.yaml": """\
columns:
  - {id: jp.sheltered, group: refugee, title: {en: Sheltered, ja: 保護}, holds when: at_risk, given by: [jp.shelter]}
cells:
  - right: work
    column: jp.sheltered
    value: partial
    says: only by day
    from: 2000-01-01
    to: 2098-12-31
    by practice: true
    basis: [act art_1]
    sources: [S1]
    confidence: high
    note: A note.
""",
    "japan/guarantees.yaml": """\
columns:
  - {id: jp.at_the_office, title: {en: At the office, ja: 窓口}, stages: [jp.pending]}
cells:
  - guarantee: interpreter
    column: jp.at_the_office
    id: jp.interpreter_there
    kept when: applied
    value: "yes"
    says: at every interview
    from: 2000-01-01
    to: 2098-12-31
    by practice: false
    basis: [act art_1]
    sources: [S1]
    confidence: high
    note: A note.
""",
    "international/duties.yaml": """\
duties:
  - id: pact.6
    treaty: pact
    article: art_6
    right: work
    title: {en: Work, ja: 就労}
    to: everyone
    level: jurisdiction
    standard: as such
    says: A note.
    holds when: at_risk
    kept when: applied
    not at: [{place: JP, says: a reservation, sources: [S1]}]
    basis: [pact art_6]
    sources: [S1]
    confidence: high
    note: A note.
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


_SENTENCES = (
    "Ask again.", "office", "with a reason", "until the answer", "The refusal stands.", "There is none.", "A note.",
    "a year", "The person may stay.", "Wait.", "Nothing follows.", "Stay free.",
)  # fmt: skip
"""What its limits and stages say."""

WORDS: Mapping[str, str] = {
    f"{language}/{name}.yaml": text
    for language in ("en", "ja")
    for name, text in (
        ("facts", "\n\n".join(_entry(fact, keys) for fact, keys in _KEYS.items()) + "\n"),
        ("provisions", "jp.shelter: {title: Shelter}\n"),
        ("interface", 'hello: "hello {name}"\n'),
    )
} | {"ja/phrases.yaml": "".join(f'"{sentence}": "訳"\n' for sentence in _SENTENCES)}


def write_law(folder: Path, changes: Changes | None = None) -> Path:
    """The small law in a folder `law`, with changes. Returns that folder."""
    return _write(folder / "law", LAW, changes or {})


TRAPS = r"""traps:
  - {language: ja, find: 密航, leave out: '\(okay 密航\)', says: the word hurts, mend: say it otherwise}
"""


def write_words(folder: Path, changes: Changes | None = None) -> Path:
    """Its words in a folder `languages`, with changes. Returns that folder."""
    return _write(folder / "languages", {**WORDS, "traps.yaml": TRAPS}, changes or {})


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
