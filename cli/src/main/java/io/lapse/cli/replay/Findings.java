package io.lapse.cli.replay;

import io.lapse.cli.text.Printable;
import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Recordings.Reading;
import io.lapse.producers.source.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the ledger found odd about the inputs, told to whoever owns the files, line by line. */
final class Findings {
  private final Reading reading;
  private final List<String> messages = new ArrayList<>();

  /** The stops and restarts by id, filled when the first one is asked for. */
  private final Map<EventId, LedgerInput> ends = new HashMap<>();

  private Findings(Reading reading) {
    this.reading = reading;
  }

  static List<String> of(Reading reading, ReplayResult result) {
    Findings findings = new Findings(reading);
    result.refused().forEach(findings::refused);
    result.entries().stream()
        .filter(entry -> entry.entryKind() == EntryKind.POSTED)
        .forEach(findings::outage);
    return findings.messages;
  }

  /** Claims about a restart that no outage has. */
  static long waitingClaims(List<LedgerInput> inputs, ReplayResult result) {
    Set<String> restarts = new HashSet<>();
    result.entries().forEach(entry -> restarts.add(key(entry.guest(), entry.restartedAt())));
    Set<String> waiting = new HashSet<>();
    for (LedgerInput input : inputs) {
      TaiInstant claimed = claimedRestart(input);
      if (claimed != null && !restarts.contains(key(input.guest(), claimed))) {
        waiting.add(input.id().hex());
      }
    }
    return waiting.size();
  }

  private static @Nullable TaiInstant claimedRestart(LedgerInput input) {
    if (input instanceof HostEvent.Compensation claim) {
      return claim.restartedAt();
    }
    return input instanceof GuestEvent.Slept slept ? slept.restartedAt() : null;
  }

  private static String key(String guest, @Nullable TaiInstant at) {
    return guest + " " + (at == null ? "" : at.nanos());
  }

  private void refused(ReplayResult.Refused refused) {
    String why =
        switch (refused.outcome()) {
          case IMPLAUSIBLE_STAMP ->
              "its stamp cannot be true; expected one from 2000 on, before 2100, and at most 10 min"
                  + " after it was observed";
          case OUT_OF_RANGE -> "its figures exceed 64 bits of nanoseconds";
          case LATE ->
              "it comes too late; expected it within 24 h of the guest's watermark, and after what"
                  + " is sealed";
          case ACCEPTED, DUPLICATE, NOT_COUNTED -> refused.outcome().name();
        };
    say(where(refused.input()), "quarantined: " + why);
  }

  private @Nullable Location where(LedgerInput input) {
    return reading.where(input.id()).orElse(null);
  }

  private void outage(Entry entry) {
    if (entry.violations().contains(Violation.MISSING_STOP)) {
      say(
          location(entry),
          "restart without a stop: guest "
              + entry.guest()
              + " on "
              + entry.destinationHost()
              + "; expected a stop before it");
    }
    if (entry.restartedAt() == null) {
      say(
          location(entry),
          "stop without a restart: guest "
              + entry.guest()
              + " on "
              + entry.sourceHost()
              + "; the outage stays open");
    }
    if (entry.violations().contains(Violation.BACKWARDS_TIME)) {
      say(
          location(entry),
          "the clock goes backwards: guest "
              + entry.guest()
              + " restarts on "
              + entry.destinationHost()
              + " "
              + entry.toutNanos()
              + " ns after its stop on "
              + entry.sourceHost()
              + "; expected a restart after the stop");
    }
    if (entry.violations().contains(Violation.CONFLICTING_RESTART)) {
      say(
          location(entry),
          "second restart of one stop: guest "
              + entry.guest()
              + " on "
              + entry.destinationHost()
              + "; expected one restart");
    }
  }

  /** The line of the restart where there is one, of the stop otherwise. */
  private @Nullable Location location(Entry entry) {
    if (ends.isEmpty()) {
      reading.inputs().stream()
          .filter(i -> i instanceof HostEvent.Restarted || i instanceof HostEvent.Stopped)
          .forEach(end -> ends.put(end.id(), end));
    }
    TaiInstant at = entry.restartedAt() != null ? entry.restartedAt() : entry.stoppedAt();
    return entry.eventIds().stream()
        .map(ends::get)
        .filter(end -> end != null && end.stamp().at().equals(at))
        .reduce((earlier, later) -> later)
        .map(this::where)
        .orElse(null);
  }

  private void say(@Nullable Location where, String message) {
    messages.add((where == null ? "" : where + ": ") + Printable.of(message));
  }
}
