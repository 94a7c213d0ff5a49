package io.lapse.cli.scenarios;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Guests that are moved from host to host, with claims, losses and pauses: the same for a seed. */
final class GeneratedMoves {
  private static final long EPOCH = 1_800_000_000_000_000_000L;
  private static final long MILLI = 1_000_000;

  private GeneratedMoves() {}

  /** Two events a move or so, in {@link InputOrder#PUBLISH}. */
  static List<LedgerInput> of(long seed, int guests, int movesPerGuest) {
    return of(seed, guests, movesPerGuest, EPOCH);
  }

  /**
   * The same at another time.
   *
   * @param epochNanos before all of them, TAI
   */
  static List<LedgerInput> of(long seed, int guests, int movesPerGuest, long epochNanos) {
    Random random = new Random(seed);
    List<LedgerInput> events = new ArrayList<>();
    for (int guest = 0; guest < guests; guest++) {
      long at = epochNanos + random.nextInt(60_000) * MILLI;
      int host = random.nextInt(9);
      for (int move = 0; move < movesPerGuest; move++) {
        at += (1_000 + random.nextInt(600_000)) * MILLI;
        int next = random.nextInt(9);
        move(events, random, "guest-" + guest, "host-" + host, "host-" + next, at);
        host = next;
      }
    }
    events.sort(InputOrder.PUBLISH);
    return events;
  }

  private static void move(
      List<LedgerInput> events, Random random, String guest, String from, String to, long at) {
    long restart = at + (5 + random.nextInt(2_000)) * MILLI;
    if (random.nextInt(20) != 0) {
      events.add(new HostEvent.Stopped(envelope(guest, from, at), StopReason.MIGRATE, null));
    }
    Long claim = random.nextInt(4) == 0 ? (Long) (restart - at) : null;
    if (random.nextInt(20) != 0) {
      events.add(
          new HostEvent.Restarted(
              envelope(guest, to, restart),
              RestartMode.INCOMING,
              null,
              CounterWhilePaused.STOPS,
              claim,
              List.of(),
              List.of()));
    }
  }

  private static Envelope envelope(String guest, String host, long at) {
    Stamp stamp = new Stamp(new TaiInstant(at), 100_000, 1_000, 5 * MILLI);
    return new Envelope(guest, host, stamp, Source.QMP, null);
  }
}
