"""Texts that somebody could hand in to steer what reads them: SEC-79 names the kinds. Each must stay a text."""

from __future__ import annotations

from asylia.plain import first_unseen, seen

PAYLOADS = {
    "template": "{{7*7}} {% load x %} ${7*7}",
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror=alert(1)> '",
    "comment": "--><svg/onload=alert(1)>",
    "entity": "&lt;b&gt; &#60;b&#62;",
    "xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "typst": '#eval("1+1") #read("/etc/passwd") $x$ @ref *b* _i_ \\',
    "formula": "=1+1",
    "formula call": '=HYPERLINK("http://127.0.0.1:1/";"x")',
    "plus": "+1 -1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "apostrophe": "'=1+1",
    "yaml": "!!python/object/apply:os.system ['id']",
    "yaml anchor": "&a [*a]",
    "shell": "$(id) `id` ; id | id",
    "sql": "'; DROP TABLE decisions; --",
    "address": "http://127.0.0.1:1/",
    "path": "../../../../etc/passwd",
    "scheme": "javascript:alert(1)",
    "link": "[x](javascript:alert(1)) ![x](http://127.0.0.1:1/) <http://127.0.0.1:1/>",
    "definition": "[x]: http://127.0.0.1:1/",
    "heading": "# x",
    "list": "1. x",
    "rule": "---",
    "fence": "```\nx\n```",
    "cell": "a | b",
    "calendar": "x\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M",
    "escape": "\x1b[2J\x1b]0;x\x07",
    "eight bit": "\x9b2J",
    "override": "\u202e8860-3836-30",
    "isolate": "\u20672 1\u2069",
    "null": "a\x00b",
}

STEERING = {name: text for name, text in PAYLOADS.items() if first_unseen(text)}
"""Payloads with letters that are refused where files are read, and written out where anything is printed."""
READ = {name: text for name, text in PAYLOADS.items() if name not in STEERING}
"""Payloads that may be in a file: odd, and only text."""


def words(text: str) -> str:
    """A text without its spaces, lines and letters that are not seen: what can be compared across forms of output."""
    return "".join(letter for letter in text if not letter.isspace() and not first_unseen(letter))


def shown(text: str) -> str:
    """The same of what paper, pages and Markdown show: letters that nobody sees are written out."""
    return words(seen(" ".join(text.splitlines())))
