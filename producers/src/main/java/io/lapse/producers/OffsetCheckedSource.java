package io.lapse.producers;

import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.SourceInput;

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
    adapter.read(stated == null ? sink : new OffsetCheck(sink, stated));
  }
}
