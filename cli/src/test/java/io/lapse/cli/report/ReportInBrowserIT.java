package io.lapse.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.lapse.cli.machine.Chromium;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.whatif.report.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report is in a browser that people use. */
@Needs(Machine.CHROMIUM)
class ReportInBrowserIT {
  private static final int WIDE = 1_280;

  /** Of the first set of policies, on a light page and on a dark one. */
  private static final String LIGHT_BLUE_INK = "#0072b2";

  private static final String DARK_BLUE_INK = "#5bb8ee";

  @TempDir private static Path folder;
  private static Playwright playwright;
  private static Browser browser;
  private static Path hostile;
  private static Path empty;

  @BeforeAll
  static void start() throws IOException {
    hostile = OpenedReport.written(Reports.hostile(), folder.resolve("hostile.html"));
    empty = OpenedReport.written(Reports.empty(), folder.resolve("empty.html"));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Chromium.command())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stop() {
    playwright.close();
  }

  @ParameterizedTest
  @CsvSource({"390, LIGHT", "390, DARK", "1280, LIGHT", "1280, DARK"})
  void open_anyWidthAndColour_plotsAreDrawnWithoutComplaintOrRequest(
      int width, ColorScheme scheme) {
    try (OpenedReport report = new OpenedReport(browser, hostile, width, scheme)) {
      Locator charts = report.page().locator(".chart");

      assertThat(charts.count()).isGreaterThanOrEqualTo(12);
      for (Locator chart : charts.all()) {
        assertThat(chart.locator("svg path").count()).isGreaterThan(5);
        assertThat(chart.getAttribute("aria-label")).contains("The tables of this page");
      }
      assertThat(report.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      assertThat(report.complaints()).isEmpty();
      assertThat(report.requests()).containsExactly(hostile.toUri().toString());
    }
  }

  @Test
  void hostileNames_areTextEvenInTooltips() {
    try (OpenedReport report = new OpenedReport(browser, hostile, WIDE, ColorScheme.LIGHT)) {
      Page page = report.page();

      for (Locator chart : page.locator(".chart").all()) {
        chart.hover();
      }

      assertThat(page.locator("img").count()).isZero();
      assertThat(page.locator("[onmouseover], [onerror]").count()).isZero();
      assertThat(page.locator("script").count()).isEqualTo(3);
      assertThat(page.locator("bdi").allTextContents()).containsAll(Reports.HOSTILE);
      page.locator("#plot-timers").hover();
      PlaywrightAssertions.assertThat(page.locator("#plot-timers svg"))
          .containsText("</script><sc…</script>: timers");
      assertThat(report.complaints()).isEmpty();
    }
  }

  @Test
  void scheme_changedLater_plotsFollow() {
    try (OpenedReport report = new OpenedReport(browser, hostile, WIDE, ColorScheme.LIGHT)) {
      Page page = report.page();
      String light = page.locator("#plot-timers svg").innerHTML();

      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

      assertThat(light).contains(LIGHT_BLUE_INK).doesNotContain(DARK_BLUE_INK);
      page.waitForCondition(
          () -> page.locator("#plot-timers svg").innerHTML().contains(DARK_BLUE_INK));
      assertThat(page.locator("#plot-timers svg").innerHTML()).doesNotContain(LIGHT_BLUE_INK);
    }
  }

  @Test
  void noScript_tablesSayItAll() {
    Browser.NewContextOptions without = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    Page page = browser.newContext(without).newPage();

    page.navigate(hostile.toUri().toString());

    assertThat(page.locator("noscript").innerText()).contains("The plots need JavaScript");
    assertThat(page.locator("#figures table").count()).isEqualTo(3);
    assertThat(page.locator(".chart:visible").count()).isZero();
    page.context().close();
  }

  @Test
  void emptyHistory_opensWithoutComplaint() {
    try (OpenedReport report = new OpenedReport(browser, empty, WIDE, ColorScheme.LIGHT)) {
      String verdict = report.page().locator("#verdict").innerText();

      assertThat(verdict).contains("there is nothing to weigh");
      assertThat(report.complaints()).isEmpty();
    }
  }
}
