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

/** What the guest view shows of the API's answers. */
@Needs(Machine.CHROMIUM)
class GuestPageIT {
  private static final String GUEST = "/guest.html?guest=probe-std";
  private static final String OUTAGE = "probe-std/6d735025d741a0824dd8080b4cca4710";
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
  void open_showsHowTheGuestStands() {
    try (OpenedPage opened = opened(GUEST)) {
      Page page = opened.page();

      assertThat(page.locator("h1")).hasText("probe-std");
      assertThat(page.locator(".sentence"))
          .hasText("Runs, and trusts a right clock; 2 violations are open.");
      assertThat(page.locator(".fact-columns")).containsText("eu-1a");
      assertThat(page.locator(".fact-columns")).containsText("all that had arrived");
      assertThat(page.locator("#timeline .mark")).hasCount(1);
      assertThat(page.locator("#timeline .stale")).hasCount(1);
      assertThat(page.locator("#ntp .jump")).hasCount(2);
      assertThat(page.locator("#outages tbody tr")).hasCount(1);
      page.locator("#events").scrollIntoViewIfNeeded();
      assertThat(page.locator("#events tbody tr")).hasCount(3);
      assertThat(page.locator("#events tbody")).containsText("lapse.host-events 0 @ ");
      assertThat(page.locator("#events tbody")).containsText("18446744073709551615");
      assertThat(opened.complaints()).isEmpty();
    }
  }

  @Test
  void outage_isShownAsDoubleEntryThatSumsToZero() {
    try (OpenedPage opened = opened(GUEST)) {
      Page page = opened.page();

      page.locator("#timeline .mark .head").click();

      assertThat(page.locator(".books thead th"))
          .hasText(new String[] {"Account, ns", "1 Posted", "2 Adjustment", "Stands"});
      assertThat(page.locator(".books tbody tr").first().locator("td"))
          .hasText(new String[] {"−421,855,445,000", "·", "−421,855,445,000"});
      assertThat(page.locator(".books tfoot td")).hasText(new String[] {"0", "0", "0"});
      assertThat(page.locator("#detail")).containsText("12,782");
      assertThat(page.url()).contains("outage=probe-std");
      page.goBack();
      assertThat(page.locator("#detail")).hasCount(0);
    }
  }

  @Test
  void why_anOutage_isSelectedAndStandsInTheAddress() {
    try (OpenedPage opened = opened(GUEST)) {
      Page page = opened.page();

      page.locator("#why-at").fill("2026-11-22 21:30");
      page.locator("#why-at").press("Enter");

      assertThat(page.locator("#why-answer"))
          .containsText("At 2026-11-22 21:30:00.000 UTC the guest did not run");
      assertThat(page.locator("#detail .books")).isVisible();
      assertThat(page.locator("#timeline .mark.selected")).hasCount(1);
      assertThat(page.url()).contains("at=2026-11-22T21%3A30%3A00Z");
      assertThat(api.asked()).contains("guests/probe-std/why?at=2026-11-22T21%3A30%3A00Z");
    }
  }

  @Test
  void why_aStaleWindow_saysSo() {
    api.answer("guests/probe-std/why", CannedApi.text("why-stale"));

    try (OpenedPage opened = opened(GUEST + "&at=tai:1795383433186698000")) {
      Page page = opened.page();

      assertThat(page.locator("#why-answer"))
          .containsText("the guest ran, and trusted a wrong clock");
      assertThat(page.locator("#detail .books")).isVisible();
      assertThat(page.locator("#timeline .asked")).hasCount(1);
    }
  }

  @Test
  void why_nothing_saysThatThereWasNoHostEvent() {
    api.answer("guests/probe-std/why", CannedApi.text("why-none"));

    try (OpenedPage opened = opened(GUEST + "&at=2026-11-22T21:40:00Z")) {
      assertThat(opened.page().locator("#why-answer")).containsText("there was no host event");
      assertThat(opened.page().locator("#detail")).hasCount(0);
    }
  }

  @Test
  void why_noInstant_saysWhatIsExpected() {
    api.refuse("guests/probe-std/why", 400, "at is 'tea time'; expected RFC 3339", "NONE");

    try (OpenedPage opened = opened(GUEST)) {
      Page page = opened.page();
      assertThat(page.locator("h1")).hasText("probe-std");

      page.locator("#why-at").fill("tea time");
      page.locator("#why-at").press("Enter");

      assertThat(page.locator("#why-answer"))
          .containsText("That is no instant: at is 'tea time'; expected RFC 3339.");
      assertThat(page.locator("#why-at")).hasAttribute("aria-invalid", "true");
      assertThat(page.locator("#outages tbody tr")).hasCount(1);
    }
  }

  @Test
  void history_isFetchedWhenItIsOpened() {
    try (OpenedPage opened = opened(GUEST)) {
      Page page = opened.page();
      assertThat(page.locator("#outages tbody tr")).hasCount(1);
      assertThat(api.asked()).noneMatch(question -> question.contains("history"));

      page.locator("main > .grid > section > details > summary").click();

      assertThat(page.locator("section > details tbody tr")).hasCount(2);
    }
  }

  @Test
  void guestThatNobodyKnows_saysSo() {
    try (OpenedPage opened = opened("/guest.html?guest=" + "%3Cscript%3Ealert(1)%3C/script%3E")) {
      Page page = opened.page();

      assertThat(page.locator("main")).containsText("The books know no guest of that name.");
      assertThat(page.locator("h1")).hasText("<script>alert(1)</script>");
      assertThat(api.asked()).contains("guests/<script>alert(1)</script>");
      assertThat(opened.complaints()).noneMatch(complaint -> complaint.contains("dialog"));
    }
  }

  @Test
  void changeOfTheGuest_keepsWhatIsSelected() {
    try (OpenedPage opened = opened(GUEST + "&outage=" + OUTAGE)) {
      Page page = opened.page();
      assertThat(page.locator("#detail .books")).isVisible();
      page.waitForCondition(() -> api.listening() == 1);

      api.answer(
          "guests/probe-std",
          CannedApi.text("guest").replace("\"notice_sequence\":3", "\"notice_sequence\":4"));
      api.tell(2);

      assertThat(page.locator(".fact-columns")).containsText("number 4");
      assertThat(page.locator("#detail .books")).isVisible();
      assertThat(opened.complaints()).isEmpty();
    }
  }
}
