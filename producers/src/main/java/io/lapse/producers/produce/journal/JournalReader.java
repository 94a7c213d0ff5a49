package io.lapse.producers.produce.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a journal frame by frame. One thread uses it. */
public final class JournalReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

  private final Journal journal;
  private long number;
  private @Nullable Segment segment;
  private @Nullable RandomAccessFile file;

  JournalReader(Journal journal, long number) {
    this.journal = journal;
    this.number = number;
  }

  /**
   * What one frame holds.
   *
   * @param number of the frame
   * @param writtenMillis when it was written, since 1970
   */
  public record Entry(long number, long writtenMillis, List<JournalEvent> events) {}

  /** The number of the frame that is read next. */
  public long number() {
    return number;
  }

  /**
   * The next frame; null if there is none yet.
   *
   * @throws IOException if it cannot be read; where the damage lies in the segment that is written,
   *     the next start cuts it off, and the feeds read again
   */
  public @Nullable Entry next() throws IOException {
    while (number < journal.end()) {
      byte[] payload = payload();
      if (payload == null) {
        long behind = journal.startBehind(number);
        if (behind == journal.end()) {
          throw new IOException("the journal is damaged at frame " + number + ": start again");
        }
        LOG.atError()
            .addKeyValue("from", number)
            .addKeyValue("to", behind)
            .log("the journal is damaged: frames are lost");
        number = behind;
        continue;
      }
      Batch batch = Batch.parse(payload);
      return new Entry(number++, batch.writtenMillis(), batch.events());
    }
    return null;
  }

  private byte @Nullable [] payload() throws IOException {
    Segment holder = journal.segmentOf(number);
    if (holder == null) {
      return null;
    }
    if (holder != segment || file == null) {
      close();
      file = new RandomAccessFile(holder.file().toFile(), "r");
      segment = holder;
      for (long skipped = holder.first(); skipped < number; skipped++) {
        if (Frames.read(file) == null) {
          return null;
        }
      }
    }
    return Frames.read(file);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
