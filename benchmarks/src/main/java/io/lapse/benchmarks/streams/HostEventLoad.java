package io.lapse.benchmarks.streams;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The fixed workload: guests are drawn uniformly, and each one that is drawn stops, or restarts on
 * another host. A restart lies as many draws behind its stop as there are guests, on average: there
 * is no locality. Each guest's own time goes on by an outage in six hours, so that a day of event
 * time, which the books keep open, holds four. Hosts make good what they took, as the policy lets
 * them.
 *
 * <p>Not safe for use by several threads.
 */
public final class HostEventLoad {
  private static final int HOSTS = 500;
  private static final long EPOCH = 1_800_000_000_000_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long OUTAGE_EVERY_NANOS = 6 * 3_600 * SECOND_NANOS;
  private static final long BLACKOUT_NANOS_MAX = 300_000_000L;
  private static final long CLOCK_ERROR_NANOS = 100_000L;
  private static final long RESOLUTION_NANOS = 1_000L;

  private final SplittableRandom random;

  /** By guest: stops and restarts so far. */
  private final int[] told;

  /** By guest: how long its outage is; 0 while it runs. */
  private final long[] blackoutNanos;

  public HostEventLoad(int guests, long seed) {
    random = new SplittableRandom(seed);
    told = new int[guests];
    blackoutNanos = new long[guests];
  }

  /** Of its guests, from 0 on. */
  public static String name(int guest) {
    return String.format("guest-%08d", guest);
  }

  /** What a guest says of itself before all others. */
  public static GuestEvent profile(int guest) {
    return new GuestEvent.Profile(
        envelope(guest, null, EPOCH - SECOND_NANOS),
        "tsc",
        2_445_406L,
        "6.12.8",
        "linux",
        "default",
        CounterWhilePaused.STOPS,
        Map.of("zone", "zone-" + guest % 3));
  }

  /** Hosts may make good less than a second. */
  public static Policy policy() {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        usual.guestClass(),
        1,
        new TaiInstant(EPOCH - SECOND_NANOS),
        SECOND_NANOS,
        usual.blackoutLimitNanos(),
        usual.toleranceNanos(),
        usual.injectAs(),
        usual.reactionDelayNanos(),
        usual.afterDeadline(),
        usual.cooperationDeadlineNanos(),
        usual.announcements(),
        usual.massExpiryLimit(),
        usual.openOutageLimitNanos(),
        usual.driftPpm());
  }

  /** The next event of any guest. */
  public HostEvent next() {
    int guest = random.nextInt(told.length);
    int count = told[guest]++;
    long outage = count / 2;
    // Guests do not stop together.
    long stop = EPOCH + outage * OUTAGE_EVERY_NANOS + guest * SECOND_NANOS;
    if (count % 2 == 0) {
      blackoutNanos[guest] = random.nextLong(1, BLACKOUT_NANOS_MAX);
      return new HostEvent.Stopped(
          envelope(guest, host(guest, outage), stop), StopReason.MIGRATE, null);
    }
    long restart = stop + blackoutNanos[guest];
    return new HostEvent.Restarted(
        envelope(guest, host(guest, outage + 1), restart),
        RestartMode.INCOMING,
        null,
        CounterWhilePaused.STOPS,
        blackoutNanos[guest],
        List.of(),
        List.of());
  }

  private static String host(int guest, long move) {
    return "host-" + (guest * 7L + move * 13) % HOSTS;
  }

  private static Envelope envelope(int guest, @Nullable String host, long at) {
    return new Envelope(
        name(guest),
        host,
        new Stamp(new TaiInstant(at), CLOCK_ERROR_NANOS, RESOLUTION_NANOS, 0),
        Source.QMP,
        null);
  }
}
