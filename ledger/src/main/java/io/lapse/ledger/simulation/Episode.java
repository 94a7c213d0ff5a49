package io.lapse.ledger.simulation;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was said in one episode of a guest's life, and what is true of it. A host writes its log in
 * order: events are to be stamped in the order in which they happen on it.
 */
final class Episode {
  private final String guest;
  private final SplitMix64 dice;
  private final List<Said> said = new ArrayList<>();
  private final List<Happening.Ended> outages = new ArrayList<>();
  private final Map<String, Long> lastReadNanos = new HashMap<>();

  Episode(String guest, SplitMix64 dice) {
    this.guest = guest;
    this.dice = dice;
  }

  List<Said> said() {
    return said;
  }

  List<Happening.Ended> outages() {
    return outages;
  }

  /** Of an event that happens at {@code at} on {@code host}, and is written a little later. */
  Envelope on(SimulatedHost host, long at) {
    long read = at + host.lateNanos(dice);
    read = Math.max(read, lastReadNanos.getOrDefault(host.name(), Long.MIN_VALUE));
    lastReadNanos.put(host.name(), read);
    return envelope(host, read);
  }

  /** Of a step of the host's clock, which nobody notices late. */
  Envelope atOnce(SimulatedHost host, long at) {
    return envelope(host, at);
  }

  private Envelope envelope(SimulatedHost host, long read) {
    return new Envelope(guest, host.name(), host.stamp(read), Source.JSONL, null);
  }

  /** Of what the guest's agent says: it reads its host's clock, and names no host. */
  Envelope inside(SimulatedHost host, long at) {
    return new Envelope(guest, null, on(host, at).stamp(), Source.JSONL, null);
  }

  boolean isEmpty() {
    return said.isEmpty() && outages.isEmpty();
  }

  /** The first instant of it, by true TAI; the episode must not be empty. */
  long beginNanos() {
    long begin = Long.MAX_VALUE;
    for (Said one : said) {
      begin = Math.min(begin, one.at());
    }
    for (Happening.Ended ended : outages) {
      begin = Math.min(begin, ended.at().nanos());
    }
    return begin;
  }

  void say(long at, LedgerInput input, Said.Loss loss) {
    said.add(new Said(at, input, loss));
  }

  void say(long at, LedgerInput input) {
    say(at, input, Said.Loss.POSSIBLE);
  }

  void end(Happening.Ended outage) {
    outages.add(outage);
  }

  /** The network loses {@code lost} for good; the truth says so. */
  void lose(Said lost) {
    said.remove(lost);
    boolean end =
        outages.stream().anyMatch(o -> o.stop() == lost.input() || o.restart() == lost.input());
    outages.replaceAll(
        outage ->
            !end || outage.stop() == lost.input() || outage.restart() == lost.input()
                ? unreported(outage)
                : outage);
  }

  private static Happening.Ended unreported(Happening.Ended ended) {
    return new Happening.Ended(
        ended.at(),
        ended.outage().unreported(),
        ended.stop(),
        ended.restart(),
        ended.cooperation());
  }

  /** Says of each step of a host's clock since {@code from}, up to {@code to}, that it was. */
  void reportSteps(SimulatedHost host, long from, long to) {
    for (long at : host.steps(from, to)) {
      Envelope envelope = atOnce(host, at);
      say(
          at,
          new HostEvent.HostClock(envelope, host.boundNanos(), host.steppedNanos(), null),
          Said.Loss.NEVER);
    }
  }
}
