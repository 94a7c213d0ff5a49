package io.lapse.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendingTest {
  private static final long EPOCH = 1_800_000_000_000_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long LATE_NANOS = 60_000;

  private final FakeTime time = new FakeTime(LATE_NANOS);
  private final long startNanos = time.nanos();
  private final List<Long> sentAtNanos = new ArrayList<>();
  private final List<Long> kept = new ArrayList<>();
  private final StringWriter err = new StringWriter();
  private RuntimeException failure;

  @Test
  void originalPace_isHeldOverHours() throws InterruptedException {
    // A day of events, one every 100 ms: each wait is late, and must not make the next one later.
    List<LedgerInput> events = every(100_000_000, 864_000);

    boolean complete = sending(events, 0, 1.0).run();

    assertThat(complete).isTrue();
    for (int i = 0; i < events.size(); i++) {
      assertThat(sentAtNanos.get(i) - i * 100_000_000L).as("event %d", i).isBetween(0L, 1_100_000L);
    }
  }

  @Test
  void highSpeed_doesNotWaitForEachEvent() throws InterruptedException {
    List<LedgerInput> events = every(SECOND_NANOS, 100_000);

    sending(events, 0, 1e6).run();

    // All are due within 100 ms.
    assertThat(sentAtNanos.get(99_999)).isCloseTo(100_000_000, within(2_000_000L));
    assertThat(time.pauses()).isLessThan(110);
  }

  @Test
  void noPace_waitsForNothing() throws InterruptedException {
    sending(every(3_600 * SECOND_NANOS, 1_000), 0, null).run();

    assertThat(time.pauses()).isZero();
    assertThat(sentAtNanos).hasSize(1_000).containsOnly(0L);
  }

  @Test
  void resumedRun_startsWithTheFirstThatIsMissing_atOnce() throws InterruptedException {
    List<LedgerInput> events = every(60 * SECOND_NANOS, 10);

    sending(events, 7, 1.0).run();

    assertThat(sentAtNanos).hasSize(3);
    assertThat(sentAtNanos.get(0)).isZero();
    assertThat(sentAtNanos.get(1)).isCloseTo(60 * SECOND_NANOS, within(200_000L));
  }

  @Test
  void stampsFurtherApartThan64Bits_areWaitedForUntilItIsToldToStop() throws InterruptedException {
    List<LedgerInput> events = List.of(at(Long.MIN_VALUE), at(Long.MAX_VALUE));
    time.stopAfter(3_600 * SECOND_NANOS);

    boolean complete = sending(events, 0, 1.0).run();

    assertThat(complete).isFalse();
    assertThat(sentAtNanos).hasSize(1);
  }

  @Test
  void stopping_endsALongWaitWithinATenthOfASecond() throws InterruptedException {
    time.stopAfter(5 * SECOND_NANOS);

    boolean complete = sending(every(3_600 * SECOND_NANOS, 2), 0, 1.0).run();

    assertThat(complete).isFalse();
    assertThat(time.nanos() - startNanos).isBetween(5 * SECOND_NANOS, 5_200_000_000L);
  }

  @Test
  void failure_isNoticedDuringALongWait() {
    failure = new IllegalStateException("gone");

    Sending sending = sending(every(3_600 * SECOND_NANOS, 2), 0, 1.0);

    assertThatThrownBy(sending::run).hasMessage("gone");
    assertThat(time.nanos() - startNanos).isLessThan(SECOND_NANOS);
  }

  @Test
  void storedEvents_areKeptEverySecond() throws InterruptedException {
    sending(every(SECOND_NANOS / 10, 51), 0, 1.0).run();

    assertThat(kept).hasSizeBetween(3, 5).isSorted();
    assertThat(kept.get(kept.size() - 1)).isBetween(30L, 51L);
  }

  @Test
  void progress_isALineEveryTenSeconds() throws InterruptedException {
    sending(every(SECOND_NANOS, 31), 0, 1.0).run();

    assertThat(err.toString().lines())
        .hasSizeBetween(2, 3)
        .first()
        .asString()
        .matches(
            "1[01] of 31 events stored, 1/s, at 01-15 07:59:3\\d\\.000 UTC, (20|19\\.\\d) s left");
  }

  private Sending sending(List<LedgerInput> events, int from, Double speed) {
    return new Sending(
        events,
        from,
        new Pace(speed, events.get(from).stamp().at(), startNanos),
        time,
        new Broker(),
        new Progress(new PrintWriter(err), false, events.size(), from, startNanos),
        kept::add);
  }

  /** Stores at once. */
  private final class Broker implements Outgoing {
    @Override
    public void send(LedgerInput event) {
      sentAtNanos.add(time.nanos() - startNanos);
    }

    @Override
    public long acknowledged() {
      return sentAtNanos.size();
    }

    @Override
    public void throwIfFailed() {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static List<LedgerInput> every(long nanos, int count) {
    List<LedgerInput> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(at(EPOCH + i * nanos));
    }
    return events;
  }

  private static LedgerInput at(long taiNanos) {
    return new HostEvent.Reset(
        new Envelope("g", "h", Stamp.of(new TaiInstant(taiNanos), 0), Source.QMP, null));
  }
}
