package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executes {@code docs/concepts/ledger.md}: the events on the page, replayed step by step, must
 * give the tables on the page.
 */
class LedgerConceptTest {
  /** Second 0 of the story. */
  private static final long ORIGIN_NANOS = 1_795_500_000_000_000_000L;

  private static final String EVENTS = "jsonl events";

  @TempDir private Path folder;

  private final List<String> kinds = new ArrayList<>();
  private Told told;

  @BeforeEach
  void begin() {
    told = new Told(folder, ORIGIN_NANOS);
  }

  private String executed(Page.Block block) {
    kinds.add(block.kind());
    return switch (block.kind()) {
      case EVENTS -> {
        told.go(block.body());
        yield block.body();
      }
      case "text ledger" -> told.ledger();
      case "text history" -> told.history();
      case "text notices" -> told.notices();
      case "text alerts" -> told.alerts();
      case "json entry" -> entry(block.body());
      default -> block.body();
    };
  }

  /** The page breaks the line where it likes. */
  private String entry(String shown) {
    String line = told.lastEntry().toString();
    return Told.json(shown).toString().equals(line) ? shown : line + '\n';
  }

  @Test
  void page_showsWhatAReplaySays_stepByStep() throws IOException {
    Page page = Page.read("concepts/ledger.md");

    String refreshed = page.with(this::executed);

    page.assertIs(refreshed);
    assertThat(kinds.stream().filter(EVENTS::equals)).hasSize(6);
    assertThat(kinds)
        .contains("text ledger", "text history", "text notices", "text alerts", "json entry");
  }

  @Test
  void story_endsInALedgerThatHolds_withNothingUnaccounted() throws IOException {
    Page.read("concepts/ledger.md").with(this::executed);

    assertThat(Cli.run("verify-ledger", told.ledgerFile()).out()).startsWith("ledger holds: ");
    assertThat(told.lastEntry().get("unaccounted_ns").longValue()).isZero();
  }
}
