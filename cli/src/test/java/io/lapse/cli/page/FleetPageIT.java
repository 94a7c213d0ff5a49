package io.lapse.cli.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the fleet view shows of the API's answers. */
@Needs(Machine.CHROMIUM)
class FleetPageIT {
  private static final String HOSTILE = "<script>alert(1)</script>";
  private static Chrome chrome;
  private CannedApi api;

  @BeforeAll
  static void open() {
    chrome = new Chrome();
  }

  @AfterAll
  static void shut() {
    chrome.close();
  }

  @BeforeEach
  void start() throws IOException {
    api = CannedApi.start();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private OpenedPage opened(String path) {
    OpenedPage opened = new OpenedPage(chrome.browser(), api.url(path));
    assertThat(opened.page().locator(".sentence")).containsText("violation");
    return opened;
  }

  @Test
  void open_showsTheFleetInFiguresListsAndPlots() {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();

      assertThat(page.locator(".sentence")).hasText("2 violations open, 1 critical.");
      assertThat(page.locator(".figures")).containsText("7 min 2 s");
      assertThat(page.locator("#kinds tbody tr")).hasCount(2);
      assertThat(page.locator("#violations tbody tr")).hasCount(2);
      assertThat(page.locator("#top tbody tr").first()).containsText("probe-std");
      assertThat(page.locator("#pairs tbody tr").first()).containsText("−3.18 ms");
      assertThat(page.locator("#pipeline")).containsText("all 3 well");
      assertThat(page.locator("#plot-counts svg path").first()).isAttached();
      assertThat(page.locator("#heat td.d6, #heat td.d5, #heat td.d4").first()).isVisible();
      assertThat(opened.complaints()).isEmpty();
      assertThat(Set.copyOf(opened.hosts())).hasSize(1);
    }
  }

  @Test
  void hostileNames_areText() {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();

      page.locator("#plot-counts").hover();
      page.locator("#search").fill("<");

      assertThat(page.locator("#search-list bdi").first()).hasText(HOSTILE);
      assertThat(page.locator("#longest bdi").allTextContents()).contains(HOSTILE);
      assertThat(page.locator("#pairs").innerText()).contains("<i>h3</i>");
      assertThat(page.locator("main script, main i:not([class])").count()).isZero();
      assertThat(opened.complaints()).isEmpty();
    }
  }

  @Test
  void filters_standInTheAddressAndInTheQuestions() {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();

      page.locator("#filter-zone").selectOption("eu-1a");
      page.locator("#filter-range").selectOption("7d");

      page.waitForURL("**/?zone=eu-1a&range=7d");
      page.waitForCondition(
          () -> api.asked().stream().anyMatch(q -> q.startsWith("fleet/top?zone=eu-1a")));
      page.goBack();
      page.waitForURL("**/?zone=eu-1a");
      assertThat(page.locator("#filter-range")).hasValue("24h");
      assertThat(page.locator("#filter-zone")).hasValue("eu-1a");
    }
  }

  @Test
  void addressOfAColleague_showsTheSameView() {
    String from = "2026-11-22T21:00:00Z";

    try (OpenedPage opened =
        opened("/?owner=db&violation=BLACKOUT_EXCEEDED&by=longest&from=" + from)) {
      Page page = opened.page();

      assertThat(page.locator("#filter-owner")).hasValue("db");
      assertThat(page.locator("#filter-from")).hasValue("2026-11-22 21:00:00");
      assertThat(page.locator("#violations")).containsText("Only Blackout exceeded.");
      assertThat(page.locator("#top button[aria-pressed=true]")).hasText("longest outage");
      List<String> wanted =
          List.of(
              "violations?owner=db&violation=BLACKOUT_EXCEEDED&state=open&limit=50",
              "fleet/top?owner=db&from=2026-11-22T21%3A00%3A00Z&by=longest");
      page.waitForCondition(() -> api.asked().containsAll(wanted));
    }
  }

  @Test
  void clickOnACell_listsItsOutages() {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();

      page.locator("#heat tbody td:not(.d0)").first().click();

      assertThat(page.locator(".cell-outages tbody tr")).hasCount(7);
      assertThat(api.asked().stream().filter(q -> q.contains("sort=longest&limit=50")))
          .anySatisfy(q -> assertThat(q).contains("min_ns=300000000000").contains("max_ns="));
      assertThat(page.url()).contains("cell=");
    }
  }

  @Test
  void eventOfTheBoard_changesThePageAndNothingElse() {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();
      Locator kept = page.locator("#counts details");
      kept.locator("summary").click();
      page.locator("#top button").last().focus();
      page.evaluate("scrollTo(0, 700)");
      page.waitForCondition(() -> api.listening() == 1);

      api.answer(
          "fleet/summary", CannedApi.text("summary").replace("\"outages\":7", "\"outages\":8"));
      api.tell(2);

      assertThat(page.locator(".figures > div").nth(1)).containsText("8");
      assertThat(kept).hasAttribute("open", "");
      assertThat(page.locator("#top button").last()).isFocused();
      assertThat(page.evaluate("scrollY")).isEqualTo(700);
      assertThat(page.locator("#live")).hasText("live");
    }
  }

  @Test
  void boardThatCatchesUp_saysSo() {
    api.answer("pipeline", CannedApi.text("pipeline").replace("\"LIVE\"", "\"CATCHING_UP\""));
    api.answer("fleet/summary", CannedApi.text("summary").replace("\"LIVE\"", "\"CATCHING_UP\""));

    try (OpenedPage opened = opened("/")) {
      assertThat(opened.page().locator("#live")).hasText("catching up");
      assertThat(opened.page().locator("#pipeline")).containsText("catching up");
    }
  }

  @Test
  void emptyFleet_saysThatThereIsNothing() {
    api.answer(
        "fleet/series", CannedApi.text("series").replaceAll("\"columns\":.*", "\"columns\":[]}"));
    api.answer(
        "violations",
        CannedApi.text("violations")
            .replaceAll("\"violations\":.*", "\"violations\":[],\"next\":null}"));
    api.answer("outages", CannedApi.text("open"));

    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();

      assertThat(page.locator("#heat"))
          .containsText("No outage in this range. The board knows 2 guests");
      assertThat(page.locator("#violations")).containsText("No violation is open here.");
      assertThat(page.locator("#open")).containsText("Every guest runs.");
      assertThat(opened.complaints()).isEmpty();
    }
  }

  @Test
  void search_isChosenFromByKeys() {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();

      page.keyboard().press("/");
      page.keyboard().type("probe");
      assertThat(page.locator("#search-list li")).hasCount(2);
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowDown");
      assertThat(page.locator("#search")).hasAttribute("aria-activedescendant", "search-1");
      page.keyboard().press("Enter");

      page.waitForURL("**/guest.html?guest=probe-std");
      assertThat(List.of(page.title())).containsExactly("probe-std · Lapse");
    }
  }
}
