package io.lapse.producers;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.schemas.tai.UtcScale;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds a stated TAI - UTC against the leap-second table, event by event. */
final class OffsetCheck implements HostEventSource.Sink {
  /** So many guests are remembered; one that is forgotten is told of again. */
  private static final int TOLD_MAX = 4_096;

  private static final String REPORTED = "reported";
  private static final String TOLD = "told";

  private final HostEventSource.Sink sink;
  private final int statedSeconds;
  private final Set<Disagreement> told = new LinkedHashSet<>();
  private boolean reported;

  OffsetCheck(HostEventSource.Sink sink, int statedSeconds) {
    this.sink = sink;
    this.statedSeconds = statedSeconds;
  }

  /** One that goes on from what another remembered. */
  static OffsetCheck of(ReaderMemory memory, HostEventSource.Sink sink, int statedSeconds) {
    OffsetCheck check = new OffsetCheck(sink, statedSeconds);
    check.reported = memory.flag(REPORTED);
    Iterator<String> texts = memory.texts(TOLD).iterator();
    while (texts.hasNext()) {
      check.told.add(new Disagreement(texts.next(), texts.next(), Integer.parseInt(texts.next())));
    }
    return check;
  }

  ReaderMemory memory() {
    List<String> texts = new ArrayList<>();
    told.forEach(
        one -> texts.addAll(List.of(one.guest, one.host, Integer.toString(one.tableSeconds))));
    return ReaderMemory.empty().put(REPORTED, reported).put(TOLD, texts);
  }

  /** What the ledger is told once; an event from another age does not speak for the rest. */
  private record Disagreement(String guest, String host, int tableSeconds) {}

  @Override
  public void accept(LedgerInput event, Location where) {
    int tableSeconds = UtcScale.offsetSeconds(event.stamp().at());
    if (statedSeconds != tableSeconds) {
      warn(tableSeconds, where);
      tell(event, tableSeconds, where);
    }
    sink.accept(event, where);
  }

  private void warn(int tableSeconds, Location where) {
    if (reported) {
      return;
    }
    reported = true;
    sink.report(
        Problem.warning(
            where,
            "tai_offset_s of this input is "
                + statedSeconds
                + ", expected "
                + tableSeconds
                + " by the leap-second table, which is used: the host's clock is not to be"
                + " trusted"));
  }

  /** A clock is one host's: an event that names none says nothing of it. */
  private void tell(LedgerInput event, int tableSeconds, Location where) {
    String host = event.envelope().host();
    if (host != null && told.add(new Disagreement(event.guest(), host, tableSeconds))) {
      if (told.size() > TOLD_MAX) {
        told.remove(told.iterator().next());
      }
      long errorNanos = event.stamp().clockErrorNanos();
      sink.accept(new HostEvent.HostClock(event.envelope(), errorNanos, 0, statedSeconds), where);
    }
  }

  @Override
  public void report(Problem problem) {
    sink.report(problem);
  }
}
