"""The HTML form in a real browser: quiet, offline, within reach of every reader, whole on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader
from tests.brief.forms import material
from tests.brief.test_html import HOSTILE, hostile

from counterpoise.brief.document import Figure
from counterpoise.brief.write import FORMS, Material
from counterpoise.model.case import Case

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS])
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(
    full: Material, three: Case, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, made in (("full", full), ("hostile", material(hostile(three)))):
        found[name] = folder / f"{name}.html"
        found[name].write_bytes(FORMS["html"].make(made))
    return found


class Heard:
    """A page with everything that it said on the console and asked of the network."""

    def __init__(self, browser: Browser, file: Path, viewport: Mapping[str, int]) -> None:
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page: Page = browser.new_page(viewport={**viewport})  # type: ignore[typeddict-item]
        self.page.on("console", lambda said: self.faults.append(said.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        self.page.on("request", lambda asked: self.requests.append(asked.url))
        self.page.goto(file.as_uri())


@pytest.fixture
def wide(browser: Browser, files: Mapping[str, Path]) -> Iterator[Heard]:
    heard = Heard(browser, files["full"], WIDE)
    yield heard
    heard.page.close()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", ["full", "hostile"])
def test_the_page_is_quiet_and_asks_nothing_of_the_network(
    name: str, viewport: Mapping[str, int], browser: Browser, files: Mapping[str, Path]
) -> None:
    heard = Heard(browser, files[name], viewport)
    heard.page.locator(".said").first.click()
    heard.page.keyboard.press("Escape")
    assert heard.faults == []
    assert [url for url in heard.requests if not url.startswith("data:")] == [files[name].as_uri()]
    across = heard.page.evaluate("document.documentElement.scrollWidth")
    assert across <= viewport["width"], "the page itself scrolls sideways"
    heard.page.close()


@pytest.mark.parametrize("key", ["click", "Enter", "Space"])
@pytest.mark.parametrize("what", ["p .said", "td .said", ".spot"], ids=["sentence", "cell", "mark"])
def test_evidence_opens_and_closes_and_focus_returns(what: str, key: str, wide: Heard) -> None:
    target = wide.page.locator(what).first
    target.scroll_into_view_if_needed()
    if key == "click":
        target.click()
    else:
        target.focus()
        wide.page.keyboard.press(key)
    panel = wide.page.locator("dialog")
    assert panel.is_visible()
    assert panel.locator("h3").count() >= 1
    assert "–" not in {text.strip() for text in panel.locator("dd").all_inner_texts()}
    for word in ("Status", "Source", "Evidence id"):
        assert panel.locator("dt", has_text=re.compile(f"^{word}$")).count() >= 1
    wide.page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert target.evaluate("element => element === document.activeElement")


def test_a_computed_sentence_shows_number_method_and_parameters(wide: Heard) -> None:
    wide.page.locator("[data-finding^='relation:']").first.click()
    told = wide.page.locator("dl.finding").inner_text()
    assert "Coded-acts score" in told
    assert "half_life_days = 365" in told
    assert re.search(r"-?0\.\d{2,3} – score", told)


def test_arrow_keys_step_through_a_chart_and_tell_each_mark(wide: Heard) -> None:
    chart = wide.page.locator("figure").first
    marks = chart.locator(".spot")
    marks.first.focus()
    wide.page.keyboard.press("ArrowRight")
    second = marks.nth(1)
    assert second.evaluate("element => element === document.activeElement")
    assert wide.page.locator("#tip").inner_text() == second.get_attribute("aria-label")
    wide.page.keyboard.press("End")
    assert marks.last.evaluate("element => element === document.activeElement")
    assert chart.locator(".spot[tabindex='0']").count() == 1


def test_a_pointer_is_told_what_it_points_at(wide: Heard) -> None:
    mark = wide.page.locator(".spot").first
    mark.hover()
    assert wide.page.locator("#tip").inner_text() == mark.get_attribute("aria-label")
    wide.page.mouse.move(2, 2)
    assert wide.page.locator("#tip").is_hidden()


def test_the_first_stop_of_the_tabulator_skips_to_the_text(wide: Heard) -> None:
    wide.page.keyboard.press("Tab")
    skip = wide.page.locator(".skip")
    assert skip.evaluate("element => element === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    wide.page.keyboard.press("Enter")
    assert wide.page.evaluate("document.activeElement.id") == "main"


def test_wide_tables_and_charts_scroll_on_a_phone(
    browser: Browser, files: Mapping[str, Path]
) -> None:
    heard = Heard(browser, files["full"], PHONE)
    for what in ("table.wide", ".chart svg"):
        inside = heard.page.locator(what).first
        frame = inside.evaluate_handle("element => element.closest('.scroll')")
        assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    heard.page.close()


@pytest.mark.parametrize(
    ("opened", "viewport"), [(True, WIDE), (False, PHONE)], ids=["opened-wide", "closed-phone"]
)
def test_axe_finds_no_serious_violation(
    opened: bool, viewport: Mapping[str, int], browser: Browser, files: Mapping[str, Path]
) -> None:
    context = browser.new_context(bypass_csp=True, viewport={**viewport})  # type: ignore[typeddict-item]
    page = context.new_page()
    page.goto(files["full"].as_uri())
    if opened:
        page.locator("[data-finding]").first.click()
    else:
        page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
    found = Axe().run(page).response["violations"]
    serious = [item["id"] for item in found if item["impact"] in {"serious", "critical"}]
    assert serious == []
    context.close()


def test_charts_are_whole_on_paper_and_heads_of_tables_repeat(full: Material, wide: Heard) -> None:
    wide.page.set_viewport_size({"width": 673, "height": 986})  # A4 within the margins
    wide.page.emulate_media(media="print")
    heights = wide.page.evaluate(
        "[...document.querySelectorAll('figure')].map(item => item.getBoundingClientRect().height)"
    )
    assert max(heights) < 986, "a chart higher than the paper would be cut"
    wide.page.evaluate(
        "document.querySelectorAll('section:not(#partners, #measures)')"
        ".forEach(item => item.remove())"
    )
    printed = PdfReader(io.BytesIO(wide.page.pdf(prefer_css_page_size=True)))
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in printed.pages]
    told = [s for s in full.brief.sections if s.id in {"partners", "measures"}]
    charts = [b for s in told for b in s.blocks if isinstance(b, Figure)]
    assert len(charts) > 3
    for chart in charts:
        assert any(re.sub(r"\s+", " ", chart.title) in page for page in pages), chart.title
    table = next(
        block
        for section in full.brief.sections
        for block in section.blocks
        if getattr(block, "id", "") == "measures"
    )
    head = " ".join(table.columns)  # type: ignore[union-attr]
    assert sum(head in page for page in pages) > 1


def test_hostile_text_is_shown_and_does_nothing(
    browser: Browser, files: Mapping[str, Path]
) -> None:
    heard = Heard(browser, files["hostile"], WIDE)
    assert heard.page.title().startswith("</script>")
    heard.page.locator(".said").first.click()
    assert "onerror=alert(1)" in heard.page.locator("dialog").inner_text()
    assert heard.page.evaluate("document.querySelectorAll('img').length") == 0
    heard.page.keyboard.press("Escape")
    mark = heard.page.locator(".spot").first
    mark.scroll_into_view_if_needed()
    mark.hover()
    assert HOSTILE.split()[0] in heard.page.locator("#tip").inner_text()
    assert heard.faults == []
    heard.page.close()
