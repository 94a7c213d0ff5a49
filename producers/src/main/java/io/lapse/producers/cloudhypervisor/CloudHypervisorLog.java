package io.lapse.producers.cloudhypervisor;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import org.jspecify.annotations.Nullable;

/**
 * An event monitor's file, as it grows: the lines of a record are put together. The VMM begins each
 * record with a line that is a brace and nothing else, and ends it likewise; a record on one line
 * is taken too. Behind a damaged record reading goes on at the next line that begins with a brace.
 */
public final class CloudHypervisorLog implements LogReader {
  /** The VMM's own records have some two hundred bytes. */
  private static final int RECORD_CHARS_MAX = 64 * 1024;

  /** The file, as its reader names it: it may have been renamed. */
  private String path;

  private final HostEventSource.Sink sink;
  private final MonitorRecords reader;

  /** The lines of the record that is not complete; empty if there is none. */
  private final StringBuilder record = new StringBuilder();

  /** The line at which that record begins. */
  private long beganAtLine;

  /** Whether what stands here belongs to a record that was refused. */
  private boolean skipping;

  private CloudHypervisorLog(SourceInput input, HostEventSource.Sink sink, MonitorRecords reader) {
    this.path = input.path();
    this.sink = sink;
    this.reader = reader;
  }

  /** A log that is read from its beginning, by somebody else. */
  static CloudHypervisorLog of(
      SourceInput input, HostEventSource.Sink sink, MonitorRecords records) {
    return new CloudHypervisorLog(input, sink, records);
  }

  /**
   * A log that is read from its beginning, or goes on. Where nobody states an anchor, the file is
   * one that is written at this very time, and tells it; if it cannot at the moment, {@link #take}
   * throws {@link java.io.UncheckedIOException}, and the log is to be opened again a little later.
   *
   * @param memory of the reader before; null if this is the first line
   */
  public static CloudHypervisorLog open(
      SourceInput input, HostEventSource.Sink sink, @Nullable String memory) {
    Anchor stated = input.anchor();
    Anchors anchors = stated == null ? new MonitorFile(input) : Anchors.stated(stated);
    ReaderMemory remembered = memory == null ? null : ReaderMemory.parse(memory);
    CloudHypervisorLog log =
        new CloudHypervisorLog(
            input,
            sink,
            new MonitorReader(
                input, sink, anchors, remembered == null ? null : remembered.inner("reader")));
    if (remembered != null) {
      log.record.append(remembered.text("record"));
      log.beganAtLine = remembered.number("began_at_line");
      log.skipping = remembered.flag("skipping");
    }
    return log;
  }

  @Override
  public void take(Line line) throws MalformedException {
    path = line.where().path();
    String text;
    try {
      text = line.text();
    } catch (MalformedException e) {
      damaged(line, e);
      return;
    }
    if (text.startsWith("{")) {
      refuseUnfinished("the next record begins before it ends");
      skipping = false;
      if (!text.stripTrailing().equals("{")) {
        reader.take(MonitorEvent.parse(text), line.where());
        return;
      }
      beganAtLine = line.where().line();
    } else if (record.length() == 0) {
      stray(text);
      return;
    }
    append(text);
  }

  /** A line that cannot be decoded costs the record that it stands in. */
  private void damaged(Line line, MalformedException e) throws MalformedException {
    boolean within = record.length() > 0;
    if (within) {
      refuse("its line " + line.where().line() + " is " + e.explanation());
    } else if (!skipping) {
      skipping = true;
      throw e;
    }
  }

  /** One message for all that stands between two records. */
  private void stray(String text) throws MalformedException {
    if (!skipping) {
      skipping = true;
      throw new MalformedException(
          "outside of any record: expected a line that is { to begin one, found: "
              + MalformedException.excerpt(text));
    }
  }

  private void append(String text) {
    if (record.length() + text.length() >= RECORD_CHARS_MAX) {
      refuse("longer than " + RECORD_CHARS_MAX + " characters: expected an event");
      return;
    }
    record.append(text).append('\n');
    if (text.stripTrailing().equals("}")) {
      String whole = record.toString();
      record.setLength(0);
      try {
        reader.take(MonitorEvent.parse(whole), where());
      } catch (MalformedException e) {
        String inner = e.line() > 1 ? "in line " + (beganAtLine + e.line() - 1) + ": " : "";
        sink.report(Problem.refused(where(), inner + e.explanation()));
      }
    }
  }

  private Location where() {
    return new Location(path, beganAtLine);
  }

  private void refuse(String message) {
    record.setLength(0);
    skipping = true;
    sink.report(Problem.refused(where(), message));
  }

  private void refuseUnfinished(String why) {
    if (record.length() > 0) {
      refuse(
          "cut off, "
              + why
              + ": expected a whole JSON object, found: "
              + MalformedException.excerpt(record.toString()));
    }
  }

  @Override
  public void end() {
    refuseUnfinished("the file ends before it ends");
    reader.end();
  }

  @Override
  public String memory() {
    return ReaderMemory.empty()
        .put("record", record.toString())
        .put("began_at_line", record.length() == 0 ? 0 : beganAtLine)
        .put("skipping", skipping)
        .put("reader", reader.memory())
        .toString();
  }
}
