package io.lapse.cli.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever looks at the page, with whatever: narrow or wide, dark or light, by keys, by ear. */
@Needs(Machine.CHROMIUM)
class PageAccessIT {
  private static final String GUEST =
      "/guest.html?guest=probe-std&outage=probe-std%2F6d735025d741a0824dd8080b4cca4710";
  private static final String NAMELESS =
      "[...document.querySelectorAll('input, select, button, a[href], svg, table, section,"
          + " [role], [tabindex=\"0\"]')].filter(e => !e.closest('[aria-hidden=true], #search-list"
          + ", dialog:not([open])') && e.getClientRects().length && !(e.labels && e.labels.length)"
          + " && !e.ariaLabel && !e.getAttribute('aria-labelledby') && !e.querySelector('caption')"
          + " && !e.textContent.trim() && e.role !== 'status').map(e => e.outerHTML.slice(0, 90))";

  private static final String REPEATED_IDS =
      "[...document.querySelectorAll('[id]:not(.chart *)')].map(e => e.id).filter((id, i, all) =>"
          + " all.indexOf(id) !== i)";

  /** The least contrast of a text with what is behind it; large or small. */
  private static final String FAINT =
      "(() => { const rgb = t => t.match(/[\\d.]+/g).map(Number);"
          + " const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .03928 ? v / 12.92"
          + " : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i],"
          + " 0); const behind = e => { for (; e; e = e.parentElement) { const c ="
          + " rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] === 1) return c; }"
          + " return [255, 255, 255]; }; const found = []; for (const e of"
          + " document.querySelectorAll('main *, header *')) { if (![...e.childNodes].some(n =>"
          + " n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length || e.closest('svg,"
          + " .chart, :disabled, .hidden')) continue; const a = light(rgb(getComputedStyle(e)"
          + ".color)), b = light(behind(e)); const ratio = (Math.max(a, b) + .05) / (Math.min(a, b)"
          + " + .05); if (ratio < 4.5) found.push(ratio.toFixed(2) + ' ' + e.outerHTML.slice(0,"
          + " 80)); } return found; })()";

  private static Chrome chrome;
  private static CannedApi api;

  @BeforeAll
  static void open() throws IOException {
    chrome = new Chrome();
    api = CannedApi.start();
  }

  @AfterAll
  static void shut() {
    api.close();
    chrome.close();
  }

  private static OpenedPage opened(String path, int width, ColorScheme scheme) {
    OpenedPage opened = new OpenedPage(chrome.browser(), api.url(path), width, scheme);
    assertThat(opened.page().locator(".sentence")).containsText("violations");
    assertThat(
            opened.page().locator(path.contains("guest") ? "#outages tbody" : "#instances tbody"))
        .isVisible();
    return opened;
  }

  @ParameterizedTest
  @CsvSource({
    "/, 390, LIGHT",
    "/, 390, DARK",
    "/, 1280, LIGHT",
    "/, 1280, DARK",
    GUEST + ", 390, LIGHT",
    GUEST + ", 390, DARK",
    GUEST + ", 1280, LIGHT",
    GUEST + ", 1280, DARK"
  })
  void anyWidthAndColour_fitsIsReadableAndMakesNoComplaint(
      String path, int width, ColorScheme scheme) {
    try (OpenedPage opened = opened(path, width, scheme)) {
      Page page = opened.page();

      assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      assertThat(page.evaluate(FAINT))
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
          .isEmpty();
      assertThat(opened.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", GUEST})
  void everyControlPlotAndTable_hasAName(String path) {
    try (OpenedPage opened = opened(path, OpenedPage.WIDE, ColorScheme.LIGHT)) {
      Page page = opened.page();

      Object nameless = page.evaluate(NAMELESS);

      assertThat((List<?>) nameless).isEmpty();
      assertThat(page.locator("main, header, h1")).hasCount(3);
      assertThat(page.locator("th:not([scope])").count())
          .isEqualTo(page.locator("[aria-hidden=true] th").count());
      assertThat((List<?>) page.evaluate(REPEATED_IDS)).isEmpty();
    }
  }

  @Test
  void tab_reachesEverythingInOrder_enterWorks() {
    try (OpenedPage opened = opened("/", OpenedPage.WIDE, ColorScheme.LIGHT)) {
      Page page = opened.page();
      List<String> reached = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        page.keyboard().press("Tab");
        reached.add(
            Objects.toString(
                page.evaluate(
                    "document.activeElement.id || document.activeElement.className"
                        + " || document.activeElement.localName")));
      }

      assertThat(reached)
          .startsWith("skip", "brand", "search", "theme", "filter-zone", "filter-owner")
          .containsSubsequence("filter-range", "d0", "scroll", "link");

      Locator cell = page.locator("#heat tbody td:not(.d0)").last();
      cell.focus();
      page.keyboard().press("Enter");
      assertThat(page.locator(".cell-outages")).isVisible();
      page.keyboard().press("ArrowLeft");
      assertThat(page.locator("#heat td:focus")).hasCount(1);
    }
  }

  @Test
  void strip_isWalkedByKeys() {
    try (OpenedPage opened =
        opened("/guest.html?guest=probe-std&outage=", OpenedPage.WIDE, ColorScheme.LIGHT)) {
      Page page = opened.page();
      page.locator(".strip-box[tabindex]").focus();

      page.keyboard().press("ArrowRight");

      assertThat(page.locator("#timeline .mark.selected")).hasCount(1);
      String all = page.locator("#timeline .strip-tools .note").innerText();
      page.keyboard().press("+");
      assertThat(page.locator("#timeline .strip-tools .note")).not().hasText(all);
      page.keyboard().press("Home");
      assertThat(page.locator("#timeline .strip-tools .note")).hasText(all);
      assertThat(page.locator(".strip-box[tabindex]")).isFocused();
    }
  }

  @Test
  void theme_changedByHand_isKeptAndPlotsFollow() {
    try (OpenedPage opened = opened("/", OpenedPage.WIDE, ColorScheme.LIGHT)) {
      Page page = opened.page();
      assertThat(page.locator("#plot-counts svg")).isVisible();
      String light = page.locator("#plot-counts svg").innerHTML();

      page.locator("#theme").click();

      assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
      page.waitForCondition(() -> !page.locator("#plot-counts svg").innerHTML().equals(light));
      page.reload();
      assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }
  }
}
