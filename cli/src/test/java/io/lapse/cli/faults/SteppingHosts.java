package io.lapse.cli.faults;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Hosts whose clocks are stepped by a minute, forward and back, again and again: what they say of
 * their guests, in the true order. Each guest hears of the steps of the host that it runs on.
 */
final class SteppingHosts {
  private static final long EPOCH = 1_800_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final int HOSTS = 4;
  private static final int GUESTS = 20;

  private final Random random;
  private final long[] offsetNanos = new long[HOSTS];
  private final int[] hostOf = new int[GUESTS];
  private final List<LedgerInput> said = new ArrayList<>();

  private SteppingHosts(long seed) {
    random = new Random(seed);
  }

  /** What is said in so many rounds: in each, every guest stops and restarts once. */
  static List<LedgerInput> events(long seed, int rounds) {
    SteppingHosts hosts = new SteppingHosts(seed);
    for (int round = 0; round < rounds; round++) {
      hosts.round(EPOCH + round * 10L * MINUTE);
    }
    return List.copyOf(hosts.said);
  }

  /** All stop, then one clock is stepped, then all restart: every outage may span a step. */
  private void round(long at) {
    List<Integer> guests = new ArrayList<>();
    for (int guest = 0; guest < GUESTS; guest++) {
      guests.add(guest);
    }
    Collections.shuffle(guests, random);
    long now = at;
    for (int guest : guests) {
      now += SECOND;
      said.add(Loads.stop(name(guest), host(hostOf[guest]), now + offsetNanos[hostOf[guest]]));
    }
    step(now + SECOND);
    for (int guest : guests) {
      now += 2 * SECOND;
      // Half of them come back on another host.
      hostOf[guest] = random.nextBoolean() ? hostOf[guest] : random.nextInt(HOSTS);
      said.add(Loads.restart(name(guest), host(hostOf[guest]), now + offsetNanos[hostOf[guest]]));
    }
  }

  private void step(long at) {
    int host = random.nextInt(HOSTS);
    boolean forward = offsetNanos[host] < 0 || (offsetNanos[host] == 0 && random.nextBoolean());
    long step = forward ? MINUTE : -MINUTE;
    offsetNanos[host] += step;
    for (int guest = 0; guest < GUESTS; guest++) {
      if (hostOf[guest] == host) {
        said.add(
            new HostEvent.HostClock(
                Loads.envelope(name(guest), host(host), at + offsetNanos[host]),
                1_000,
                step,
                null));
      }
    }
  }

  private static String name(int guest) {
    return "guest-" + guest;
  }

  private static String host(int host) {
    return "host-" + host;
  }
}
