"""A small directory with one of everything, and ways to change it. All names and numbers in it are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from asylia.directory.lints import Checked, check_directory
from asylia.directory.model import Directory
from asylia.directory.reader import read_directory
from asylia.lawbook.lints import Remark

TODAY = date(2026, 11, 22)
Change = tuple[str, str]
"""A text that stands once in a file, and what stands there instead."""

HEAD, TAXONOMY, SOURCES = "directory.yaml", "taxonomy.yaml", "sources.yaml"
JAPAN, KOREA = "organizations/japan.yaml", "organizations/korea.yaml"

FILES: Mapping[str, str] = {
    HEAD: """\
format: asylia-directory/1
version: "1"
compiled: 2026-11-22
licence_note: Free.
timezones: {JP: "Asia/Tokyo", KR: "Asia/Seoul", HK: "Asia/Hong_Kong"}
postal_codes: {JP: "[0-9]{3}-[0-9]{4}", KR: "[0-9]{5}"}
ages:
  may_be_old: 180
  may_have_changed: 365
  may_be_old_by_kind: {hotline: 90}
to_verify:
  - {name: Somebody, jurisdiction: region}
""",
    TAXONOMY: """\
format: asylia-needs/1
version: "1"
taxonomy: {id: needs, name: Needs, description: All needs., uuid_rule: rule, term_uuid_rule: rule}
mapping_sources:
  - {id: OE, title: Open, url: "https://open.example.org", seen: 2026-11-22}
terms:
  - {code: legal, en: Law, plain: Help with law, oe: [1], help: Law, urgent: false}
  - {code: legal.apply, parent: legal, en: Apply, plain: Where I apply, help: Apply}
  - {code: shelter, en: Bed, plain: A bed, oe: [2, 3], help: Bed, urgent: true}
audiences:
  - {code: anyone, en: Anyone}
kinds:
  - {code: ngo, en: Group}
  - {code: hotline, en: Help line}
  - {code: government, en: Public authority}
warnings:
  - {id: can_detain, said_with: contact, kinds: [government], needs: [legal.apply]}
  - {id: own_state, said_with: need, needs: [shelter]}
""",
    SOURCES: """\
# where things were seen
sources:
  PAGE: {title: A page, publisher: Somebody, url: "https://page.example.org", how: page, seen: 2026-11-20}
  COPY: {title: A copy, publisher: Somebody, url: "https://copy.example.org", how: archive, seen: 2026-11-20}
  OLD: {title: Old, publisher: Old, url: "https://old.example.org", how: archive, seen: 2026-11-20, dated: "2024-06"}
  CALL: {title: A call, publisher: Desk, how: phone, seen: 2026-11-21}
""",
    JAPAN: """\
# Japan
organizations:
  - id: door
    kind: ngo
    publish: ok
    jurisdictions: [JP]
    names: {en: The Door, ja: "ひらいたドア"}
    description: A house with a door.
    websites:
      - {url: "https://door.example.org", sources: [PAGE]}
    emails:
      - {address: "info@door.example.org", sources: [PAGE], confidence: high}  # asked for by mail
    phones:
      - {e164: "+81363830688", display: "03-6383-0688", type: voice, sources: [PAGE], confidence: high}
      - {e164: "+81120477472", display: "0120-477-472", type: toll_free, reachable_from_abroad: false, sources: [OLD]}
    addresses:
      - {id: main, type: physical, address_1: "1-1 Door", city: Nakano-ku, state_province: Tokyo,
         postal_code: "165-0034", country: JP, sources: [OLD]}
    schedules:
      - {applies_to: office, freq: WEEKLY, byday: [MO, TU], opens_at: "09:00", closes_at: "17:00", sources: [PAGE]}
    services:
      - {id: bed, name: A bed, needs: [shelter], audience: [anyone], at: main, sources: [PAGE]}
    languages:
      - {code: ja, sources: [PAGE]}
      - {code: my, sources: [PAGE]}
    # a comment in between
    corrections:
      - {field: phones, was: "03 63 83 06 88", now: "03-6383-0688", why: grouping, sources: [PAGE]}
    sources: [PAGE, OLD]

  - id: silent
    kind: hotline
    publish: hold
    jurisdictions: [JP]
    names: {en: The Silent, ja: "しずか"}
    description: Nobody answers.
    phones:
      - {e164: "+81353796001", display: "03-5379-6001", type: voice, sources: [PAGE]}
    services:
      - {id: line, name: A line, needs: [legal], audience: [anyone], sources: [PAGE]}
    sources: [PAGE]
""",
    KOREA: """\
organizations:
  - id: counter
    kind: government
    publish: warn
    jurisdictions: [KR]
    names: {en: The Counter, ko: "창구"}
    description: Takes applications.
    phones:
      - {short_code: "1345", display: "1345", type: short_code, reachable_from_abroad: false, sources: [CALL]}
    services:
      - {id: apply, name: Apply, needs: [legal.apply], audience: [anyone], sources: [COPY]}
    notes:
      - A public authority.
    sources: [CALL, COPY]
""",
}


def changed(text: str, changes: Sequence[Change]) -> str:
    """The text with each change made at the one place where it fits."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def write_directory(folder: Path, changes: Mapping[str, Sequence[Change]] | None = None) -> Path:
    """The small directory in a folder, with changes by file."""
    for name, text in FILES.items():
        path = folder / "directory" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed(text, (changes or {}).get(name, ())), encoding="utf-8")
    return folder / "directory"


def small(folder: Path, changes: Mapping[str, Sequence[Change]] | None = None) -> Directory:
    """The small directory, read."""
    return read_directory(write_directory(folder, changes))


def remarks(folder: Path, changes: Mapping[str, Sequence[Change]] | None = None, today: date = TODAY) -> list[Remark]:
    """What the lints say of the small directory with changes, but for needs and for files that it does not have."""
    found = check_directory(Checked(small(folder, changes), today))
    return [remark for remark in found if remark.id not in ("need-without-help", "absent-file")]
