"""The guide as somebody walks through it with a browser: to a date, reasons and contacts, leaving no trace."""

from __future__ import annotations

import re

import pytest

from asylia.languages.guide import guide_languages, guide_words
from tests.browser.person import Person, Windows
from tests.serving import Site

TWO = ("ja", "ar" if "ar" in guide_languages() else "ko")
STORED = """async () => [document.cookie, localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker?.getRegistrations() ?? []).length]"""
NOTHING_STORED = ["", 0, 0, 0, 0, 0]


def is_whole(person: Person, language: str) -> None:
    """The result holds a day to keep, ways with their reasons, and somebody to call, in the reader's language."""
    words, page = guide_words(language), person.page
    assert page.locator("html").get_attribute("lang") == words.tag
    assert page.locator("html").get_attribute("dir") == words.dir
    assert person.heading == words.word("result_title")
    assert "27" in page.locator(".gkeep .gby").inner_text()
    assert words.word("month_11") in page.locator(".gkeep .gby").inner_text()
    assert page.locator(".gkeep .gleft").inner_text() == words.word("days_left", n=4)
    assert page.locator("[data-section=contacts] a[href^='tel:']").count() >= 2
    assert page.locator("[data-section=ways] .gway[data-because]:not([data-because='']) details").count() >= 1
    sections = page.locator("[data-section]").evaluate_all("all => all.map(one => one.dataset.section)")
    assert sections == ["date", "steps", "contacts", "ways", "rights", "papers", "more"]  # G11


@pytest.mark.parametrize("language", TWO)
def test_f1_and_sec_52_a_run_without_scripts_ends_with_a_date_reasons_and_contacts(
    windows: Windows, language: str
) -> None:
    """Issue 7, done when: in Japanese and in Arabic."""
    person = windows.person(java_script_enabled=False)

    is_whole(person.starts(language).walks("JP"), language)


@pytest.mark.slow
@pytest.mark.parametrize("language", guide_languages())
@pytest.mark.parametrize("scripts", [True, False])
def test_f1_and_sec_52_a_run_ends_well_in_every_language_of_the_guide(
    windows: Windows, language: str, scripts: bool
) -> None:
    person = windows.person(java_script_enabled=scripts).starts(language).walks("JP")

    is_whole(person, language)
    assert person.complaints == []


def test_p1_p3_p4_sec_50_sec_54_sec_75_and_sec_90_a_run_leaves_no_trace(person: Person) -> None:
    """On every type of page: nothing stored, nobody else asked, no answer in the address, a neutral title, no fault.

    SEC-75: the browser blocks nothing and no script fails, so every page keeps the policy that it is sent with.
    """
    telling = re.compile(r"refugee|asylum|protection|難民|庇護|保護", re.IGNORECASE)
    for name in person.all_pages("ja"):
        assert person.page.evaluate(STORED) == NOTHING_STORED, name
        assert re.fullmatch(rf"{person.address}guide/(ja/(now/|go/)?)?", person.page.url), name
        assert not telling.search(person.page.title()), name
    assert person.page.context.cookies() == []
    assert [one.url for one in person.asked if not one.url.startswith(person.address)] == []
    assert person.complaints == []


# --- leaving ---------------------------------------------------------------------------------------------------------


def at_a_question(person: Person, *, shared: bool = False) -> str:
    """Walk to the third question; gives its heading."""
    person.starts("ja", shared=shared)
    person.answers("JP")
    person.answers("JP")
    return person.heading


def back(person: Person) -> str:
    """Press the browser's Back, which needs no script, and wait for its page; gives what can be read then."""
    browser = person.page.context.new_cdp_session(person.page)
    history = browser.send("Page.getNavigationHistory")
    before = history["entries"][history["currentIndex"] - 1]
    with person.page.expect_event("framenavigated"):  # of the browser's own page too, where it has none to show
        browser.send("Page.navigateToHistoryEntry", {"entryId": before["id"]})
    person.page.wait_for_load_state()
    browser.detach()
    return person.page.content()


@pytest.mark.parametrize("how", ["link", "skip", "shift"])
def test_p5_and_sec_53_leaving_takes_the_place_of_the_page(person: Person, weather: str, how: str) -> None:
    """SEC-53: by the link, by the second skip link, by three presses of Shift; Back is another page."""
    heading = at_a_question(person)
    if how == "shift":
        person.leaves_by_shift()
    elif how == "link":
        person.page.locator("#leave").click()
    else:
        person.page.keyboard.press("Tab")
        person.page.keyboard.press("Tab")
        person.page.keyboard.press("Enter")
    person.page.wait_for_url(weather)

    assert [one.headers.get("referer") for one in person.asked if one.url == weather] == [None]
    assert heading not in back(person)


def test_p5_two_presses_of_shift_or_three_with_another_key_between_leave_nothing(person: Person) -> None:
    heading = at_a_question(person)
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        person.page.keyboard.press(key)

    assert person.heading == heading


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("scripts", [True, False])
def test_p5_and_sec_53_after_leaving_back_shows_no_page_of_the_run(
    windows: Windows, weather: str, scripts: bool, shared: bool
) -> None:
    """SEC-53: on a shared phone and in ordinary mode, however often Back is pressed, down to the safety page."""
    person = windows.person(java_script_enabled=scripts)
    at_a_question(person, shared=shared)
    person.page.locator("#leave").click()
    person.page.wait_for_url(weather)

    shown = [back(person) for _ in range(2 if scripts else 3)]  # a script takes the place of the page that was left

    assert [page for page in shown if "<fieldset" in page or 'name="t"' in page] == []
    assert person.page.url.startswith("chrome-error:")
    assert guide_words("ja").word("safety_title") in back(person)


@pytest.mark.parametrize("scripts", [True, False])
def test_g7_without_leaving_back_shows_the_question_before(windows: Windows, scripts: bool) -> None:
    """G7, in ordinary mode: what makes the browser forget is the act of leaving alone."""
    person = windows.person(java_script_enabled=scripts).starts("ja")
    first = person.heading
    person.answers("JP")

    assert first != person.heading
    assert first in back(person)


@pytest.mark.parametrize("how", ["link", "shift"])
def test_p5_and_sec_53_a_service_that_does_not_answer_holds_nobody_back(person: Person, weather: str, how: str) -> None:
    """SEC-53: with scripts the page is left even if the order to forget reaches nobody."""
    at_a_question(person)
    person.page.route("**/guide/leave/", lambda route: route.abort())
    if how == "shift":
        person.leaves_by_shift()
    else:
        person.page.locator("#leave").click()

    person.page.wait_for_url(weather)


def test_p5_and_sec_53_without_scripts_a_slow_neutral_page_does_not_keep_the_guide_on_the_screen(
    windows: Windows, weather: str
) -> None:
    """SEC-53: a page of our own that says nothing stands there until the other one comes."""
    person = windows.person(java_script_enabled=False)
    at_a_question(person)
    shown: list[str] = []
    person.page.on("framenavigated", lambda frame: shown.append(frame.url))
    person.page.locator("#leave").click()
    person.page.wait_for_url(weather)

    assert shown == [f"{person.address}guide/leave/", weather]


def test_p5_and_sec_53_leaving_needs_no_script(windows: Windows, weather: str) -> None:
    person = windows.person(java_script_enabled=False)
    at_a_question(person)
    person.page.locator("#leave").click()
    person.page.wait_for_url(weather)

    assert [one.headers.get("referer") for one in person.asked if one.url == weather] == [None]


def test_g2_a_question_cannot_be_opened_before_the_safety_page(person: Person, site: Site) -> None:
    person.opens("guide/ja/go/")

    assert person.page.url == f"{site.address}guide/ja/"
