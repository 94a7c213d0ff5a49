package io.lapse.producers;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import io.lapse.producers.tai.UtcScale;

/**
 * A source whose host says what its kernel takes TAI - UTC to be. A kernel that was never told
 * reports 0. The leap-second table wins; the first event that disagrees is reported, once.
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

  private static final class Check implements Sink {
    private final Sink sink;
    private final int statedSeconds;
    private boolean reported;

    private Check(Sink sink, int statedSeconds) {
      this.sink = sink;
      this.statedSeconds = statedSeconds;
    }

    @Override
    public void accept(LedgerInput event, Location where) {
      int tableSeconds = UtcScale.offsetSeconds(event.stamp().at());
      if (statedSeconds != tableSeconds && !reported) {
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
      sink.accept(event, where);
    }

    @Override
    public void report(Problem problem) {
      sink.report(problem);
    }
  }
}
