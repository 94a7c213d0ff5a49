package io.lapse.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.time.TaiInstant;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final TaiInstant AT = new TaiInstant(1_800_000_037_000_000_000L);
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final StringWriter err = new StringWriter();

  @Test
  void terminal_hasOneLineThatIsRewritten_andErased() {
    Progress progress = new Progress(new PrintWriter(err), true, 3_000, 1_000, 0);

    progress.show(100_000_000, 1_001, AT, -1);
    progress.show(2 * SECOND_NANOS, 2_000, AT, -1);
    progress.end();

    assertThat(err)
        .hasToString(
            "\r\u001b[K2,000 of 3,000 events stored, 500/s, at 01-15 08:00:00.000 UTC, 2 s left"
                + "\r\u001b[K");
  }

  @Test
  void file_hasALineEveryTenSeconds() {
    Progress progress = new Progress(new PrintWriter(err), false, 3_000, 1_000, 0);

    progress.show(9 * SECOND_NANOS, 1_900, AT, -1);
    progress.show(10 * SECOND_NANOS, 2_000, AT, 3_600 * SECOND_NANOS);
    progress.show(11 * SECOND_NANOS, 2_100, AT, -1);
    progress.end();

    assertThat(err.toString().lines())
        .containsExactly(
            "2,000 of 3,000 events stored, 100/s, at 01-15 08:00:00.000 UTC, 1 h 0 min left");
  }

  @Test
  void left_isUnknown_beforeAnythingIsStored() {
    Progress progress = new Progress(new PrintWriter(err), false, 3_000, 1_000, 0);

    progress.show(10 * SECOND_NANOS, 1_000, AT, -1);

    assertThat(err.toString()).contains("1,000 of 3,000 events stored, 0/s").contains(" ? left");
  }
}
