package io.lapse.guestconsumer;

import static io.lapse.guestconsumer.MockKafka.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What one sees of a guest: it follows from the topics alone. */
class GuestWatchTest {
  private static final long SECOND = 1_000_000_000L;
  private static final TaiInstant EPOCH = new TaiInstant(1_795_000_000L * SECOND);

  private final MockKafka kafka = new MockKafka();

  @Test
  void guestThatIsUnknown_hasNoKernel() {
    GuestSight sight = watch().at(EPOCH);

    assertThat(sight.kernel()).isNull();
    assertThat(sight.notice()).isNull();
    assertThat(sight.trouble()).isNull();
  }

  @Test
  void guestThatWasOnlyFound_runsSince() {
    kafka.event(inventory("g")).event(inventory("h"));

    GuestKernel kernel = kernel(watch().at(EPOCH.plus(50 * SECOND)));

    assertThat(kernel.read(Clock.MONOTONIC)).isEqualTo(150 * SECOND);
    assertThat(kernel.read(Clock.TAI)).isEqualTo(EPOCH.nanos() + 50 * SECOND);
    assertThat(kernel.ntp().synchronised()).isTrue();
    assertThat(kernel.nextTimers(9)).extracting(armed -> armed.timer().id()).containsExactly("far");
  }

  @Test
  void guestThatHasNotReacted_isBehind() {
    kafka.event(inventory("g")).notice(notice("g", 1)).notice(notice("h", 2));

    GuestSight sight = watch().at(EPOCH.plus(1_000 * SECOND));

    assertThat(kernel(sight).read(Clock.TAI)).isEqualTo(EPOCH.nanos() + 940 * SECOND);
    assertThat(sight.reaction()).isNull();
    assertThat(Objects.requireNonNull(sight.notice()).noticeSequence()).isEqualTo(1);
  }

  @Test
  void guestThatHasReacted_isRight_andNotSynchronised() {
    kafka
        .event(inventory("g"))
        .notice(notice("g", 1))
        .reaction(reaction("g"))
        .reaction(reaction("h"));

    GuestSight sight = watch().at(EPOCH.plus(1_000 * SECOND));

    assertThat(kernel(sight).read(Clock.TAI)).isEqualTo(EPOCH.nanos() + 1_000 * SECOND);
    assertThat(kernel(sight).read(Clock.MONOTONIC)).isEqualTo(1_040 * SECOND);
    assertThat(kernel(sight).ntp().synchronised()).isFalse();
    assertThat(Objects.requireNonNull(sight.reaction()).injectedNanos()).isEqualTo(60 * SECOND);
  }

  @Test
  void kernel_runsOnFromLookToLook() {
    kafka.event(inventory("g")).notice(notice("g", 1)).reaction(reaction("g"));
    GuestWatch watch = watch();

    long first = kernel(watch.at(EPOCH.plus(1_000 * SECOND))).read(Clock.MONOTONIC);
    long second = kernel(watch.at(EPOCH.plus(1_001 * SECOND))).read(Clock.MONOTONIC);

    assertThat(second - first).isEqualTo(SECOND);
  }

  @Test
  void reactionThatComesLater_isSeenThen() {
    kafka.event(inventory("g")).notice(notice("g", 1));
    GuestWatch watch = watch();
    watch.at(EPOCH.plus(1_000 * SECOND));

    kafka.reaction(reaction("g")).deliverNow();
    watch.poll(Duration.ZERO);

    assertThat(kernel(watch.at(EPOCH.plus(1_001 * SECOND))).read(Clock.TAI))
        .isEqualTo(EPOCH.nanos() + 1_001 * SECOND);
  }

  @Test
  void inventoryThatIsOfNoKernel_isTrouble() {
    kafka.event(new GuestEvent.Inventory(envelope("g"), SECOND, -1, 0, 37, List.of()));

    assertThat(watch().at(EPOCH).trouble())
        .isEqualTo("an inventory is not used: monotonicNanos must not be negative: -1");
  }

  private GuestWatch watch() {
    GuestWatch watch = new GuestWatch(kafka.consumer, TOPICS, "g");
    kafka.deliverNow();
    watch.poll(Duration.ZERO);
    assertThat(watch.isCaughtUp()).isTrue();
    return watch;
  }

  private static GuestKernel kernel(GuestSight sight) {
    return Objects.requireNonNull(sight.kernel());
  }

  private static GuestEvent inventory(String guest) {
    ArmedTimer near =
        new ArmedTimer(
            "near", TimerKind.TIMERFD, TimerClock.MONOTONIC, true, 120 * SECOND, 0, false, true);
    ArmedTimer far =
        new ArmedTimer(
            "far", TimerKind.TIMERFD, TimerClock.MONOTONIC, true, 9_000 * SECOND, 0, false, true);
    return new GuestEvent.Inventory(
        envelope(guest),
        EPOCH.nanos() - 37 * SECOND,
        100 * SECOND,
        100 * SECOND,
        37,
        List.of(near, far));
  }

  private static Notice notice(String guest, long sequence) {
    return new Notice(
        guest,
        guest + "/1",
        sequence,
        EPOCH.plus(900 * SECOND),
        60 * SECOND,
        0L,
        0,
        0,
        60 * SECOND,
        0,
        InjectAs.OFFSET,
        0,
        null);
  }

  private static GuestEvent.Reacted reaction(String guest) {
    return new GuestEvent.Reacted(
        envelope(guest), ReactionOrigin.EMULATED, 1, 60 * SECOND, false, true, 0L);
  }

  private static Envelope envelope(String guest) {
    return new Envelope(guest, null, Stamp.of(EPOCH, 0), Source.EMULATED, null);
  }
}
