package io.lapse.cli.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lapse.ledger.host.CounterWhilePaused.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page over a real broker, and a ledger that keeps the recordings of the demo. */
@Needs(Machine.CHROMIUM)
class PageOverLedgerIT {
  private static final Path RECORDINGS = Path.of("src/main/resources/recordings");
  private static final String HOSTILE = "<script>alert(1)</script>";

  @TempDir private static Path folder;
  private static Chrome chrome;
  private static ServedLedger ledger;

  @BeforeAll
  static void start() throws Exception {
    chrome = new Chrome();
    ledger = new ServedLedger(folder.resolve("state"));
    ledger.publish(
        RECORDINGS.resolve("C_live6/manifest.json"),
        RECORDINGS.resolve("D_std_J60/manifest-claims.json"));
    ledger.await("fleet/summary", "\"outages\":7,");
    ledger.await("guests/probe-std", "\"entries\":2,");
    ledger.await("guests/c-live6", "\"entries\":12,");
    ledger.await("violations", "COMPENSATED_ABOVE_THRESHOLD");
  }

  @AfterAll
  static void stop() throws Exception {
    ledger.requireGuests();
    ledger.close();
    chrome.close();
  }

  private static OpenedPage opened(String path) {
    return new OpenedPage(chrome.browser(), ledger.url(path));
  }

  /** A guest that stands still for a second, at an hour of that day. */
  private static List<LedgerInput> pause(String guest, int hour) throws Exception {
    long at = 1_795_390_000_000_000_000L + hour * 3_600_000_000_000L;
    String line =
        "{\"kind\":\"%s\",\"guest\":\"%s\",\"host\":\"h9\",\"tai_ns\":%d,\"clock_error_ns\":1000}%n";
    Path file = folder.resolve("pause-" + hour + ".jsonl");
    Files.writeString(
        file,
        String.format(line, "stopped", guest, at)
            + String.format(line, "restarted", guest, at + 1_500_000_000L));
    return Recordings.read(
            List.of(
                new SourceInput(
                    file.toString(), file, "h9", guest, Format.JSONL, 0, null, UNKNOWN)))
        .inputs();
  }

  @Test
  void fleet_showsTheDemo() {
    try (OpenedPage opened = opened("/?range=all")) {
      Page page = opened.page();

      assertThat(page.locator("#top tbody tr").first()).containsText("probe-std");
      assertThat(page.locator("#top tbody tr").first()).containsText("7 min 2 s");
      assertThat(page.locator("#kinds")).containsText("Compensated above threshold");
      assertThat(page.locator("#longest tbody tr").first()).containsText("h0 → h1");
      assertThat(page.locator("#plot-percentiles svg path").first()).isAttached();
      assertThat(page.locator("#pipeline")).containsText("Running");
      assertThat(page.locator("#instances tbody tr")).hasCount(1);
      assertThat(page.locator(".trouble:visible")).hasCount(0);
      assertThat(page.locator("#live")).hasText("live");
      assertThat(opened.complaints()).isEmpty();
      assertThat(Set.copyOf(opened.hosts())).hasSize(1);
    }
  }

  @Test
  void guest_showsItsOutageToTheNanosecond() {
    try (OpenedPage opened = opened("/guest.html?guest=probe-std&at=2026-11-22T21:30:00Z")) {
      Page page = opened.page();

      assertThat(page.locator("#why-answer")).containsText("the guest did not run");
      assertThat(page.locator(".books tbody")).containsText("−421,855,445,000");
      assertThat(page.locator(".books tfoot td").last()).hasText("0");
      assertThat(page.locator("#detail")).containsText("12,782");
      assertThat(page.locator("#ntp .curve")).isAttached();
      page.locator("#events").scrollIntoViewIfNeeded();
      assertThat(page.locator("#events tbody")).containsText("lapse.host-events");
      page.locator("section > details > summary").last().click();
      assertThat(page.locator("section > details tbody")).containsText("lapse.ledger");
      assertThat(page.locator(".trouble:visible")).hasCount(0);
      assertThat(opened.complaints()).isEmpty();
    }
  }

  @Test
  void eventThatIsPublished_isSeenWithoutReload() throws Exception {
    try (OpenedPage opened = opened("/guest.html?guest=c-live6")) {
      Page page = opened.page();
      Locator outages = page.locator("#outages tbody tr");
      assertThat(outages).hasCount(6);
      page.evaluate("window.isSame = true");

      ledger.publish(pause("c-live6", 1));

      assertThat(outages).hasCount(7);
      assertThat(page.evaluate("window.isSame")).isEqualTo(true);
      assertThat(opened.complaints()).isEmpty();
    }
  }

  @Test
  void hostileGuest_isText() throws Exception {
    ledger.publish(pause(HOSTILE, 2));
    ledger.await("guests/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "\"entries\":1,");

    try (OpenedPage opened = opened("/?range=all&by=outages")) {
      Page page = opened.page();
      Locator link =
          page.locator("#longest a.guest", new Page.LocatorOptions().setHasText(HOSTILE));
      assertThat(link).hasCount(1);

      link.click();

      assertThat(page.locator("h1")).hasText(HOSTILE);
      assertThat(page.locator("#outages tbody tr")).hasCount(1);
      assertThat(page.locator("main script")).hasCount(0);
      assertThat(opened.complaints()).isEmpty();
    }
  }

  @Test
  void guestThatNobodyKnows_isSaid() {
    try (OpenedPage opened = opened("/guest.html?guest=nobody")) {
      assertThat(opened.page().locator("main"))
          .containsText("The books know no guest of that name.");
    }
  }

  @Test
  void instantThatIsNone_isSaid() {
    try (OpenedPage opened = opened("/guest.html?guest=probe-std&at=tea-time")) {
      assertThat(opened.page().locator("#why-answer")).containsText("That is no instant:");
    }
  }
}
