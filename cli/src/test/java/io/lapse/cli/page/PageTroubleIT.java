package io.lapse.cli.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page does where the API does not answer, or wants a token first. */
@Needs(Machine.CHROMIUM)
class PageTroubleIT {
  private static final int DELAY_MILLIS = 3_000;

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
    return new OpenedPage(chrome.browser(), api.url(path));
  }

  @Test
  void routeThatDoesNotAnswer_saysSoInItsPlaceAndRecovers() {
    api.refuse("fleet/top", 503, "the board reads", "RESTORING");

    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();
      assertThat(page.locator("#top .trouble"))
          .containsText("No answer 503 RESTORING: the board reads (its state is being restored).");
      assertThat(page.locator("#violations tbody tr")).hasCount(2);

      api.answer("fleet/top", CannedApi.text("top"));

      assertThat(page.locator("#top tbody tr")).hasCount(2);
      assertThat(page.locator("#top .trouble")).hasCount(0);
    }
  }

  @Test
  void routeThatStopsAnswering_keepsWhatWasKnown() {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();
      assertThat(page.locator("#violations tbody tr")).hasCount(2);
      page.waitForCondition(() -> api.listening() == 1);

      api.refuse("violations", 503, "the instance is busy", "BUSY");
      api.tell(2);

      assertThat(page.locator("#violations .trouble"))
          .containsText("Shown is what was known before.");
      assertThat(page.locator("#violations tbody tr")).hasCount(2);
    }
  }

  @Test
  void streamThatEnds_isShownAndOpenedAgain() {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();
      assertThat(page.locator("#live")).hasText("live");
      page.waitForCondition(() -> api.listening() == 1);
      page.evaluate(
          "window.states = []; new MutationObserver(() => states.push("
              + "document.getElementById('live').textContent)).observe("
              + "document.getElementById('live'), {childList: true, characterData: true})");

      api.hangUp();

      page.waitForCondition(() -> page.evaluate("states.join()").equals("reconnecting,live"));
      page.waitForCondition(() -> api.listening() == 1);
    }
  }

  @Test
  void applicationThatIsAway_isSaidAndRecovers() throws IOException {
    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();
      assertThat(page.locator("#live")).hasText("live");
      page.waitForCondition(() -> api.listening() == 1);

      page.context().setOffline(true);
      api.hangUp();

      assertThat(page.locator("#live")).hasText("reconnecting");
      page.context().setOffline(false);
      assertThat(page.locator("#live")).hasText("live");
      assertThat(page.locator(".sentence")).hasText("2 violations open, 1 critical.");
    }
  }

  @Test
  void slowAnswers_doNotHoldUpTheFirstPaint() {
    api.delay(DELAY_MILLIS);

    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();
      assertThat(page.locator(".sentence")).hasText("Asking the ledger …");
      page.waitForCondition(() -> firstPaint(page) > 0);

      assertThat(firstPaint(page)).isLessThan(DELAY_MILLIS);
      assertThat(page.locator(".figures")).hasCount(0);
    }
  }

  /** Milliseconds after the address was given; 0: not yet. */
  private static double firstPaint(Page page) {
    Object millis =
        page.evaluate(
            "(performance.getEntriesByName('first-contentful-paint')[0] || {startTime: 0})"
                + ".startTime + .0001");
    return ((Number) millis).doubleValue() < 1 ? 0 : ((Number) millis).doubleValue();
  }

  @Test
  void tokenThatIsWanted_isAskedForUntilItIsRight() {
    api.want("right-one");

    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();
      assertThat(page.locator("#token-dialog")).isVisible();
      assertThat(page.locator("#token")).isFocused();

      page.locator("#token").fill("wrong-one");
      page.locator("#token").press("Enter");
      assertThat(page.locator("#token-trouble")).containsText("That token was not taken.");
      page.locator("#token").fill("right-one");
      page.locator("#token").press("Enter");

      assertThat(page.locator("#token-dialog")).isHidden();
      assertThat(page.locator("#violations tbody tr")).hasCount(2);
      assertThat(page.locator("#live")).hasText("live");
      assertThat(page.url()).doesNotContain("one");
      assertThat(api.asked()).noneMatch(question -> question.contains("one&"));
      assertThat(page.evaluate("Object.keys(localStorage).length")).isEqualTo(0);
    }
  }

  @Test
  void tokenOfTheTab_isNotAskedForAgain() {
    api.want("right-one");

    try (OpenedPage opened = opened("/")) {
      Page page = opened.page();
      page.locator("#token").fill("right-one");
      page.locator("#token").press("Enter");
      assertThat(page.locator("#violations tbody tr")).hasCount(2);

      page.locator("#violations tbody a.guest").first().click();

      assertThat(page.locator("#detail .books")).isVisible();
      assertThat(page.locator("#token-dialog")).isHidden();
    }
  }
}
