"""What a page shows to those who look closely: axe in every look, the layout and the focus in every width."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from samverkan.pages.accessibility import LOOKS, WIDTHS

SHOWN_AS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
HEIGHTS = {320: 256, 1280: 1024}  # The lower is the higher at 400 %.
EVERYTHING = {"rules": {"target-size": {"enabled": True}}}
# On pages of Django's own making: what WCAG 2.2 demands at A and AA, without axe's further advice.
DEMANDED = EVERYTHING | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # All that another look can change.
_FAULTS = """async (options) => (await axe.run({...options, resultTypes: ["violations"]})).violations.map(
    (fault) => `${fault.id}: ${fault.nodes[0].html.slice(0, 150)}`)"""
# What the keyboard reaches, each in turn and back again: not to be covered whole by what sticks (2.4.11).
_COVERED = """() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
        .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}));
    const seen = (one) => {
        one.focus();
        const box = one.getClientRects()[0];  // Of which a part may be outside the window.
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        return [0.1, 0.5, 0.9].some((part) => {
            const there = document.elementFromPoint(left + (right - left) * part, (top + bottom) / 2);
            return there && (one.contains(there) || there.contains(one) && there.closest("label"));
        });
    };
    return [...all, ...all.reverse()].filter((one) => !seen(one)).map((one) => one.outerHTML.slice(0, 120));
}"""


def faults(page: Page, rules: dict[str, Any] = EVERYTHING) -> dict[str, list[str]]:
    """What axe finds on a loaded page, by width and look; a width is tried whole, another look for its colours."""
    page.evaluate(Axe().axe_script)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        for look in LOOKS:
            page.emulate_media(**SHOWN_AS[look])
            found[f"{width} {look}"] = page.evaluate(_FAULTS, rules if look == "light" else COLOURS)
    page.emulate_media(**SHOWN_AS["light"])
    return {place: what for place, what in found.items() if what}


def hidden_or_wide(page: Page) -> list[str]:
    """What is covered when it has the keyboard's focus, or makes the page scroll sideways, at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        found += [f"{width}: {what}" for what in page.evaluate(_COVERED)]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{width}: {wide} pixels wide")
    return found
