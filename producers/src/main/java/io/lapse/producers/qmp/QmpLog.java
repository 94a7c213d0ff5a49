package io.lapse.producers.qmp;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
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

  @Override
  public void end() {
    // Each line stands alone.
  }

  @Override
  public String memory() {
    return reader.memory().toString();
  }
}
