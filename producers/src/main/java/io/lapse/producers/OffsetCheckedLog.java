package io.lapse.producers;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A log whose host says what its kernel takes TAI - UTC to be. */
final class OffsetCheckedLog implements LogReader {
  private static final String LOG = "log";
  private static final String OFFSET = "offset";

  private final LogReader log;
  private final OffsetCheck check;

  private OffsetCheckedLog(LogReader log, OffsetCheck check) {
    this.log = log;
    this.check = check;
  }

  static Optional<LogReader> open(
      SourceInput input, int statedSeconds, HostEventSource.Sink sink, @Nullable String text) {
    if (text == null) {
      OffsetCheck check = new OffsetCheck(sink, statedSeconds);
      return Sources.log(input, check, null).map(log -> new OffsetCheckedLog(log, check));
    }
    ReaderMemory memory = ReaderMemory.parse(text);
    OffsetCheck check = OffsetCheck.of(memory.inner(OFFSET), sink, statedSeconds);
    return Sources.log(input, check, memory.text(LOG)).map(log -> new OffsetCheckedLog(log, check));
  }

  @Override
  public void take(Line line) throws MalformedException {
    log.take(line);
  }

  @Override
  public void end() {
    log.end();
  }

  @Override
  public String memory() {
    return ReaderMemory.empty().put(LOG, log.memory()).put(OFFSET, check.memory()).toString();
  }
}
