"""F3, F4, W5: pages can be read and used by everybody, at every width, in light and dark, in every script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from asylia.languages.guide import guide_languages, guide_words
from asylia.languages.levels import site_languages
from tests.browser.person import Person, Windows
from tests.browser.sights import COLOURS, found_by_axe, moving, too_small, too_wide
from tests.site.walking import addresses

PAGES = ("/en/", "/en/law/", "/ja/law/jp/", "/en/law/rules/jp.refugee_recognition/", "/en/nothing/")
OTHER_PAGES = [
    address
    for address in addresses(tuple(code for code in ("en", "ja", "ar", "my") if code in site_languages()))
    if not address.startswith(("/guide/", "/api/", "/hsds/"))
]


def faults_of(person: Person) -> Iterator[str]:
    """What is wrong with the page that is open, at both widths and in dark, where the colours change."""
    page = person.page
    yield from found_by_axe(page)
    for width in (320, 1280):
        yield from (f"{width}: {one}" for one in too_wide(page, width))
    page.emulate_media(reduced_motion="reduce", color_scheme="dark")  # colours that fade would be measured half-way
    yield from (f"moves: {one}" for one in moving(page))
    yield from (f"dark: {one}" for one in found_by_axe(page, COLOURS))
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size({"width": 320, "height": 640})


def test_f4_axe_finds_nothing_on_any_page_of_the_guide_in_japanese(person: Person) -> None:
    """F4, L3: WCAG 2.2 AA as far as a program sees it; nothing too small for a finger."""
    found = {name: [*found_by_axe(person.page), *too_small(person.page)] for name in person.all_pages("ja")}

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) >= 15


@pytest.mark.parametrize("path", PAGES)
def test_f4_axe_finds_nothing_on_the_main_pages(person: Person, path: str) -> None:
    assert found_by_axe(person.opens(path).page) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", guide_languages())
def test_f3_and_f4_every_page_of_the_guide_in_every_language(person: Person, language: str) -> None:
    """F3, F4, SEC-52: axe in light and dark, 320 px (1280 px at 400 %) and 1280 px, targets, reduced motion."""
    found = {name: [*faults_of(person), *too_small(person.page)] for name in person.all_pages(language)}

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert person.complaints == []


@pytest.mark.slow
@pytest.mark.parametrize("path", OTHER_PAGES)
def test_f3_and_f4_every_other_type_of_page(person: Person, path: str) -> None:
    """F3, F4, SEC-75."""
    address = person.address + path.lstrip("/")
    if not person.page.request.get(address).headers["content-type"].startswith("text/html"):
        pytest.skip("a file to keep, not a page")
    person.opens(path)

    assert list(faults_of(person)) == []
    assert person.complaints == []


def test_w5_nothing_counts_down_moves_or_loads_itself_anew(person: Person) -> None:
    """W5: a result that is left alone stays as it is."""
    person.starts("en").walks("JP")
    page = person.page
    before = page.content()
    page.clock.install()
    page.clock.run_for(120_000)

    assert page.content() == before
    assert not person.has("meta[http-equiv]")
    assert page.evaluate("document.getAnimations().length") == 0


def test_dark_mode_and_reduced_motion_are_kept(windows: Windows) -> None:
    """F4: the page follows what the system asks for."""
    dark = windows.person(color_scheme="dark", reduced_motion="reduce").starts("ja")
    light = windows.person(color_scheme="light").starts("ja")
    paper = "parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"

    assert dark.page.evaluate(paper) < 60 < 200 < light.page.evaluate(paper)
    assert moving(dark.page) == []


FOCUSED = """() => { const one = document.activeElement, box = (one.closest('label') ?? one).getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  const style = getComputedStyle(one);
  return { text: (one.closest('label') ?? one).innerText.trim(), tag: one.tagName, type: one.type ?? '', value: one.value ?? '',
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: !!at && (one.contains(at) || at.contains(one) || !!one.closest('label')?.contains(at)) && at !== document.body } }"""  # noqa: E501  # a script


def tabs_to(person: Person, value: str, key: str = "Tab", most: int = 40) -> list[dict[str, object]]:
    """Press Tab until the focus is on a control with a value; every stop on the way."""
    stops: list[dict[str, object]] = []
    for _ in range(most):
        person.page.keyboard.press(key)
        stops.append(person.page.evaluate(FOCUSED))
        if stops[-1]["value"] == value:
            return stops
    raise AssertionError(f"{value} is not reached: {stops}")


def enters(person: Person) -> None:
    """Press Enter where the focus is, and wait for the page that follows."""
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def test_f4_the_guide_can_be_walked_by_the_keyboard_alone(person: Person) -> None:
    """F4, P5: order, a focus that is seen and not covered, both ways; the first two stops are the skip links."""
    words = guide_words("en")
    person.opens("guide/en/")
    stops = tabs_to(person, "start")
    enters(person)
    for value in ("JP", "inside", "refused"):
        stops += tabs_to(person, person.page.locator("input[name=a]").first.get_attribute("value") or "")
        person.page.keyboard.press("Space")
        while person.page.evaluate(FOCUSED)["value"] != value:
            person.page.keyboard.press("ArrowDown")
        stops += tabs_to(person, "answer")
        stops += tabs_to(person, value, "Shift+Tab") + tabs_to(person, "answer")
        heading = person.heading
        enters(person)
        assert person.heading != heading

    assert [stop["text"] for stop in stops[:2]] == [words.word("skip"), words.word("leave")]
    assert [stop for stop in stops if not stop["outlined"] or not stop["seen"]] == []
