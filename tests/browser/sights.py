"""What is measured on an open page: what axe finds, what runs over the edge, what is too small to touch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.person import PHONE

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ("color-contrast", "link-in-text-block")
"""What can change between light and dark, where all else is the same page."""
_AXE = Axe()

_TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter(one => { const box = one.getBoundingClientRect(); return box.right > innerWidth + 1 || box.left < -1 })
    .map(one => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`).slice(0, 5)
    .concat([`page ${document.documentElement.scrollWidth} of ${innerWidth}`])"""
_TOO_SMALL = """least => [...document.querySelectorAll('button, select, summary, label.gchoice, .gleave, .glink, .button, .glanguages a, input:not([type])')]
  .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < least - .5)
  .map(one => `${one.tagName}.${one.className} ${one.getBoundingClientRect().height}`)"""  # noqa: E501  # one selector
_MOVES = """() => [...document.querySelectorAll('*')].filter(one => { const style = getComputedStyle(one);
  return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].some(s => parseFloat(s) > 0) })
  .map(one => one.tagName)"""


def found_by_axe(page: Page, rules: Sequence[str] = WCAG) -> list[str]:
    """Every violation of WCAG 2.2 AA or of good practice that axe sees: rule, place, and what it says of it."""
    options: dict[str, Any] = {"runOnly": [*rules], "resultTypes": ["violations"]}
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in _AXE.run(page, options=options).response["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page, width: int) -> list[str]:
    """What runs over the edge at a width, so that the page would have to be moved sideways to be read."""
    page.set_viewport_size({"width": width, "height": PHONE["height"]})
    return list(page.evaluate(_TOO_WIDE))


def too_small(page: Page, least: int = 44) -> list[str]:
    """Controls of the guide that are lower than a finger."""
    return list(page.evaluate(_TOO_SMALL, least))


def moving(page: Page) -> list[str]:
    """What would move or fade."""
    return list(page.evaluate(_MOVES))
