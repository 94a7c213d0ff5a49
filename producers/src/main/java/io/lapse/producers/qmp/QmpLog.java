package io.lapse.producers.qmp;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A QMP log, or what a QMP socket says, as it grows. */
public final class QmpLog implements LogReader {
  private final QmpReader reader;
  private final QmpLines lines = new QmpLines();

  private QmpLog(QmpReader reader) {
    this.reader = reader;
  }

  /**
   * A log that is read from its beginning, or goes on.
   *
   * @param memory of the reader before; null if this is the first line
   */
  public static QmpLog open(SourceInput input, HostEventSource.Sink sink, @Nullable String memory) {
    return new QmpLog(
        memory == null
            ? new QmpReader(input, sink)
            : QmpReader.of(ReaderMemory.parse(memory), input, sink));
  }

  @Override
  public void take(Line line) throws MalformedException {
    reader.take(lines.message(line), line.where());
  }

  /**
   * What the guest must have done while nobody listened, as in {@code stopped}, if {@code line} is
   * the answer to query-status; empty if nothing, or if it is another line.
   */
  public Optional<String> unseenBefore(Line line) throws MalformedException {
    return QmpMessage.parse(line.text()) instanceof QmpMessage.RunState runState
        ? reader.unseenBefore(runState)
        : Optional.empty();
  }

  /** Whether a migration away from here is under way, where the lines do not say so. */
  public void leaving(boolean underWay) {
    reader.leaving(underWay);
  }

  /** Whether the process has said that it ends. */
  public boolean hasEnded() {
    return reader.hasEnded();
  }

  @Override
  public void end() {
    // Each line stands alone.
  }

  @Override
  public String memory() {
    return reader.memory().toString();
  }
}
