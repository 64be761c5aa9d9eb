"""Areas and rules of matching for the small directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.directory.small_directory import Change, changed, write_directory

AREAS, MATCHING = "areas.yaml", "matching.yaml"
FILES: Mapping[str, str] = {
    AREAS: """\
format: asylia-areas/1
everywhere: [world]
places:
  JP:
    named: {en: prefecture}
    areas:
      - {id: tokyo, names: {en: Tokyo, ja: 東京都}, also: [東京], borders: [saitama], links: [{to: oshima, by: ferry}]}
      - {id: saitama, names: {en: Saitama}, borders: [tokyo]}
      - {id: oshima, names: {en: Oshima}, links: [{to: tokyo, by: ferry}]}
    regions:
      - {id: kanto, names: {en: Kanto}, areas: [tokyo, saitama]}
      - {id: all-japan, names: {en: all Japan}, areas: all}
    localities: {Nakano-ku: tokyo}
""",
    MATCHING: """\
format: asylia-matching/1
first_contacts:
  JP: {organization: door, why: {en: The door is open.}}
  KR: {organization: counter, why: {en: The only one.}}
  HK: {organization: door, why: {en: The nearest.}}
deadline: {days: 14, needs: [legal]}
authorities: {warning: can_detain, unless: [anyone], needs: [shelter]}
own_state: {warning: own_state}
in_stead:
  shelter: {needs: [legal]}
hidden_places: [shelter]
lines: {kinds: [ngo], needs: [legal]}
pages: {kinds: [hotline]}
exclude_each_other:
  - [anyone, anyone_else]
same_language:
  - [tl, fil]
languages:
  my: {en: Burmese, own: မြန်မာ}
stages:
  refused: {needs: [legal]}
custody:
  detained: {audience: [anyone]}
facts:
  - {fact: persecutor_state, own_state: true}
""",
}


def write_small(folder: Path, changes: Mapping[str, Sequence[Change]] | None = None) -> Path:
    """The small directory with areas and rules of matching, with changes by file."""
    changes = changes or {}
    written = write_directory(folder, {name: change for name, change in changes.items() if name not in FILES})
    taxonomy = written / "taxonomy.yaml"
    more = changed(
        taxonomy.read_text(encoding="utf-8"),
        [("  - {code: anyone, en: Anyone}\n", "  - {code: anyone, en: Anyone}\n  - {code: anyone_else, en: Else}\n")],
    )
    taxonomy.write_text(more, encoding="utf-8")
    for name, text in FILES.items():
        (written / name).write_text(changed(text, changes.get(name, ())), encoding="utf-8")
    return written
