package io.lapse.producers;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import io.lapse.producers.tai.UtcScale;
import java.util.HashSet;
import java.util.Set;

/**
 * A source whose host says what its kernel takes TAI - UTC to be. A kernel that was never told
 * reports 0. The leap-second table wins; the first event that disagrees is reported, once. The
 * ledger is told too, guest by guest: a {@code host_clock} event stamped as the first event of the
 * guest that disagrees.
 */
final class OffsetCheckedSource implements HostEventSource {
  private final HostEventSource adapter;
  private final SourceInput input;

  OffsetCheckedSource(HostEventSource adapter, SourceInput input) {
    this.adapter = adapter;
    this.input = input;
  }

  @Override
  public void read(Sink sink) {
    Integer stated = input.taiOffsetSeconds();
    adapter.read(stated == null ? sink : new Check(sink, stated));
  }

  /** What the ledger is told once; an event from another age does not speak for the rest. */
  private record Disagreement(String guest, String host, int tableSeconds) {}

  private static final class Check implements Sink {
    private final Sink sink;
    private final int statedSeconds;
    private final Set<Disagreement> told = new HashSet<>();
    private boolean reported;

    private Check(Sink sink, int statedSeconds) {
      this.sink = sink;
      this.statedSeconds = statedSeconds;
    }

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
        long errorNanos = event.stamp().clockErrorNanos();
        sink.accept(new HostEvent.HostClock(event.envelope(), errorNanos, 0, statedSeconds), where);
      }
    }

    @Override
    public void report(Problem problem) {
      sink.report(problem);
    }
  }
}
