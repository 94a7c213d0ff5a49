package io.lapse.producers.vmware;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code vmware.log}, as it grows. Of its lines only those that end a stun say something: for how
 * long the vCPUs stood still. All others are skipped.
 *
 * <p>What the stun was for, they do not say: a snapshot, its consolidation, a vMotion, a device or
 * memory that came or went, all go through the same checkpoint code. So the reason is UNKNOWN.
 */
public final class VmwareLog implements LogReader {
  private static final String TOLD_OF_LOCAL_TIME = "told_of_local_time";

  private final SourceInput input;
  private final HostEventSource.Sink sink;

  /** Whether it was said that local time cannot be taken: the whole log has it. */
  private boolean toldOfLocalTime;

  private VmwareLog(SourceInput input, HostEventSource.Sink sink) {
    this.input = input;
    this.sink = sink;
  }

  /**
   * A log that is read from its beginning, or goes on.
   *
   * @param memory of the reader before; null if this is the first line
   */
  public static VmwareLog open(
      SourceInput input, HostEventSource.Sink sink, @Nullable String memory) {
    VmwareLog log = new VmwareLog(input, sink);
    log.toldOfLocalTime = memory != null && ReaderMemory.parse(memory).flag(TOLD_OF_LOCAL_TIME);
    return log;
  }

  @Override
  public void take(Line line) throws MalformedException {
    LogLine parts = LogLine.parse(line.text());
    if (parts == null || !Stun.isStun(parts)) {
      return;
    }
    if (parts.isLocal()) {
      refuseOnce(parts);
      return;
    }
    Stun stun = Stun.parse(parts);
    sink.accept(
        new HostEvent.Stopped(
            envelope(stun.stopped(input.clockErrorNanos())), StopReason.UNKNOWN, null),
        line.where());
    sink.accept(
        new HostEvent.Restarted(
            envelope(stun.restarted(input.clockErrorNanos())),
            RestartMode.CONTINUED,
            null,
            input.counterWhilePaused(),
            null,
            List.of(),
            List.of()),
        line.where());
  }

  private void refuseOnce(LogLine parts) throws MalformedException {
    if (toldOfLocalTime) {
      return;
    }
    toldOfLocalTime = true;
    throw new MalformedException(
        "its stamp is local time, "
            + MalformedException.excerpt(parts.stamp())
            + ": expected Z or an offset from UTC; all stuns with such a stamp are left out");
  }

  private Envelope envelope(Stamp stamp) {
    return new Envelope(
        Objects.requireNonNull(input.guest()), input.host(), stamp, Source.HYPERVISOR_LOG, null);
  }

  @Override
  public void end() {
    // Each line stands alone.
  }

  @Override
  public String memory() {
    return ReaderMemory.empty().put(TOLD_OF_LOCAL_TIME, toldOfLocalTime).toString();
  }
}
