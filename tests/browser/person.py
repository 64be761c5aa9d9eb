"""Somebody in front of a browser: opens pages, fills in what the guide asks, leaves. Everything loaded is noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
REFUSED = ("inside", "refused", "removal", "bed", "opinion", "war", "day", "2")
"""Answers of somebody whose application was refused three days ago; see `asylia.briefs.guide`."""
MOST_PAGES = 40


@dataclass
class Person:
    """One person, one window."""

    page: Page
    address: str
    """Of the site, with a slash at its end."""
    asked: list[Request] = field(default_factory=list)
    """Every request that this window made."""
    complaints: list[str] = field(default_factory=list)
    """What the browser wrote to its console as a fault: a blocked script or style, an error in a script."""

    def opens(self, path: str) -> Person:
        """Go to an address of the site."""
        self.page.goto(self.address + path.lstrip("/"))
        return self

    def starts(self, language: str, *, shared: bool = False) -> Person:
        """Through the safety page to the first question."""
        self.opens(f"guide/{language}/")
        self.page.locator(f"input[name=shared][value={'yes' if shared else 'no'}]").check()
        self.does("start")
        return self

    def does(self, act: str) -> None:
        """Press the first button of an act of the guide."""
        self.follows(f"main button[name=do][value={act}]")

    def follows(self, selector: str) -> None:
        """Press the first button or link that is so, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def has(self, selector: str) -> bool:
        """Whether something is on the page."""
        return self.page.locator(selector).count() > 0

    @property
    def at_the_end(self) -> bool:
        """Whether this is the result."""
        return self.has("[data-section=ways]")

    @property
    def heading(self) -> str:
        """The one h1."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def kind(self) -> str:
        """What the page is, by what stands on it."""
        marks = {
            "result": "[data-section=ways]", "date": "#day", "country": "select#a1", "count": "input#a1:not([type])",
            "several": "input[type=checkbox][name=a]", "one": "input[type=radio][name=a]",
            "check": "button[value=again] >> visible=true", "pause": ".gcontacts",
        }  # fmt: skip
        return next((name for name, mark in marks.items() if self.has(mark)), "other")

    def answers(self, place: str, wanted: tuple[str, ...] = REFUSED) -> None:
        """Answer the page: the place, then what is wanted where it is offered, else the first answer."""
        kind = self.kind
        if kind == "date":
            for name, value in (("day", "20"), ("year", "8")):
                self.page.locator(f"#{name}").fill(value)
            self.page.locator("#month").select_option("11")
            self.page.locator("#era").select_option("reiwa")
            self.does("answer")
        elif kind in ("check", "pause"):
            self.does("on")
        elif kind == "country":
            self.page.locator("#a1").select_option("MMR")
            self.does("answer")
        else:
            offered = [str(one.get_attribute("value")) for one in self.page.locator("input[name=a]").all()]
            chosen = [value for value in offered if value == place] or [v for v in offered if v in wanted] or offered
            for value in chosen if kind == "several" and chosen != offered else chosen[:1]:
                self.page.locator(f"input[name=a][value='{value}']").check()
            self.does("answer")

    def walks(self, place: str, wanted: tuple[str, ...] = REFUSED) -> Person:
        """Go on to the result."""
        for _ in range(MOST_PAGES):
            if self.at_the_end:
                return self
            self.answers(place, wanted)
        raise AssertionError(f"no end after {MOST_PAGES} pages: {self.heading}")

    def leaves_by_shift(self) -> None:
        """Three presses of Shift."""
        with self.page.expect_navigation():
            for _ in range(3):
                self.page.keyboard.press("Shift")

    def all_pages(self, language: str, place: str = "JP") -> Iterator[str]:
        """Every type of page of the guide, one after the other; yields its name while it is open."""
        self.opens("guide/")
        yield "languages"
        self.opens(f"guide/{language}/")
        yield "safety"
        self.opens(f"guide/{language}/now/")
        yield "now"
        self.follows("button[name=need]")
        yield "now contacts of all places"
        self.starts(language)
        self.does("answer")
        yield "error"
        self.answers(place)
        self.follows("header button")
        self.follows("button[name=need]")
        yield "now contacts"
        self.does("again")
        seen = set[str]()
        for _ in range(MOST_PAGES):
            if self.at_the_end:
                break
            if self.kind not in seen:
                seen.add(self.kind)
                yield self.kind
            self.answers(place, (*REFUSED, "mind"))
        for act in ("result", "change", "print"):
            if act != "result":
                self.does(act)
            yield act
            if act == "change":
                self.does("change_one")
                self.does("result")
        self.page.locator("main input[name=t]").first.evaluate("field => { field.value = 'x' }")
        self.does("print")
        yield "ended"


@dataclass
class Windows:
    """Opens windows on a site."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)

    def person(self, *, phone: bool = True, **wishes: Any) -> Person:
        """Somebody new, with a profile that holds nothing. `wishes` are Playwright's, such as `color_scheme`."""
        context = self.browser.new_context(viewport=PHONE if phone else DESK, **wishes)  # type: ignore[arg-type]  # Playwright has a type of its own
        self.contexts.append(context)
        person = Person(context.new_page(), self.address)
        person.page.on("request", lambda request: person.asked.append(request))  # Playwright takes no method of a list
        person.page.on("console", lambda said: _note(person, said))
        person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
        return person

    def close(self) -> None:
        """Close all of them."""
        for context in self.contexts:
            context.close()


def _note(person: Person, said: ConsoleMessage) -> None:
    # The answer of a question that was not answered is a 400, which the browser calls a fault of loading.
    if said.type in ("error", "warning") and "Failed to load resource" not in said.text:
        person.complaints.append(said.text)
