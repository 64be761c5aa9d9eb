"""A reader without scripts: fills in the forms of the guide as a browser would."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from django.test import Client

_TOKEN = re.compile(r'name="t" value="([^"]+)"')
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")
_CHOICES = re.compile(r'name="a"[^>]*? value="([^"]*)"')

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Choose = Callable[[str, list[str]], list[str]]


@dataclass
class Reader:
    """One person in front of the guide."""

    client: Client
    language: str
    pages: list[Answer] = field(default_factory=list)

    @property
    def go(self) -> str:
        return f"/guide/{self.language}/go/"

    @property
    def page(self) -> str:
        return self.pages[-1].content.decode()

    @property
    def token(self) -> str:
        found = _TOKEN.search(self.page)
        assert found is not None, self.page[:2000]
        return found.group(1)

    @property
    def heading(self) -> str:
        found = _HEADING.search(self.page)
        return unescape(_TAGS.sub("", found.group(1))).strip() if found else ""

    @property
    def choices(self) -> list[str]:
        return _CHOICES.findall(self.page)

    def start(self, shared: str = "no") -> Reader:
        self.pages.append(self.client.get(f"/guide/{self.language}/"))
        self.pages.append(self.client.post(self.go, {"do": "start", "shared": shared}))
        return self

    def send(self, do: str, **more: object) -> Answer:
        self.pages.append(self.client.post(self.go, {"t": self.token, "do": do, **more}))
        return self.pages[-1]

    @property
    def is_at_the_end(self) -> bool:
        return 'data-section="ways"' in self.page

    def answer(self, choose: Choose) -> None:
        """Answer the page, whatever it is: a question, a check of a day, a pause."""
        if 'name="day"' in self.page:
            chosen = choose("day", ["day", "?", "-", "0"])
            filled = {"day": "20", "month": "11", "year": "8", "era": "reiwa"}
            self.send("answer", **(filled if chosen == ["day"] else {"a": chosen, "month": "1"}))
        elif 'value="on"' in self.page:
            self.send("on")
        elif "<select" in self.page:
            self.send("answer", a=choose("country", ["MMR", "?", "-"]))
        else:
            self.send("answer", a=choose("choices", self.choices))

    def walk(self, choose: Choose, most: int = 30) -> Reader:
        """Go on to the result."""
        for _ in range(most):
            if self.is_at_the_end:
                return self
            self.answer(choose)
        raise AssertionError(f"no end after {most} pages: {self.heading}")


def always(place: str, *wanted: str) -> Choose:
    """Chooses a place, then what is wanted where it is offered, else the first."""

    def choose(_: str, offered: list[str]) -> list[str]:
        if place in offered:
            return [place]
        return [value for value in offered if value in wanted] or offered[:1]

    return choose


def by_chance(place: str, seed: int) -> Choose:
    """Chooses one by chance, silence included."""
    rng = random.Random(f"{place} {seed}")

    def choose(_: str, offered: list[str]) -> list[str]:
        return [place] if place in offered else [rng.choice(offered)]

    return choose
