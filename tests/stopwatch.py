"""A stopwatch inside a real Chromium: from a click to the painted answer, and from an address to the finished page."""

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import DESKTOP, PATIENCE

PAINTED = """
([place, before]) => new Promise(resolve => {
  let clicked = null
  document.addEventListener("click", event => { clicked = event.timeStamp }, { capture: true, once: true })
  const look = () => {
    const text = document.querySelector(place)?.textContent
    if (clicked === null || !text || text === before) return
    watch.disconnect()
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - clicked)))
  }
  const watch = new MutationObserver(look)
  watch.observe(document.body, { subtree: true, childList: true, characterData: true })
})
"""
"""Milliseconds from the next click until the text at a place has changed and two frames were painted."""

FINISHED = """
([figures, buttons]) => {
  const app = document.querySelector("[data-testid=stApp]")
  if (app?.dataset.testScriptState !== "notRunning" || document.querySelector("[data-testid=stSkeleton]")) return false
  const all = selector => [...document.querySelectorAll(selector)]
  const drawn = all("[data-testid=stVegaLiteChart] svg").filter(one => one.querySelector("text"))
  const found = all("button").filter(one => one.textContent.trim() === "Check")
  return drawn.length >= figures && found.length >= buttons && performance.now()
}
"""
"""Milliseconds since the navigation, once the run has ended and all figures and Check buttons are there."""


def visitor(browser: Browser) -> BrowserContext:
    """A browser that knows nothing yet: its cache and its storage are empty."""
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    return context


def opened(context: BrowserContext, url: str, figures: int = 0, buttons: int = 1) -> tuple[Page, float]:
    """A page, and the milliseconds until it was finished."""
    page = context.new_page()
    page.goto(url, wait_until="commit")
    return page, page.wait_for_function(FINISHED, arg=[figures, buttons], polling="raf").json_value()


def pressed(page: Page, button: str, place: str) -> float:
    """Milliseconds from pressing a button to the painted change of the text at a place; both are selectors."""
    before = page.evaluate("place => document.querySelector(place)?.textContent ?? null", place)
    page.evaluate(f"argument => {{ window.painted = ({PAINTED})(argument) }}", [place, before])
    page.locator(button).click()
    return page.evaluate("() => window.painted")
