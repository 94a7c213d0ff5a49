package io.lapse.schemas.file;

import io.lapse.ledger.LedgerInput;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of an Avro object container file. Its records are {@code HostEventRecord}s and
 * {@code GuestEventRecord}s, of whatever version the file's own schema says. Nothing is thrown for
 * what others wrote: what cannot be taken is refused, and the rest is read.
 */
public final class AvroEventReader {
  /** What a file should be, in words for whoever wrote it. */
  public static final String EXPECTED = "an Avro container file of host events and guest events";

  /** Where the events go. */
  public interface Handler {
    /**
     * Takes an event.
     *
     * @param record its number in the file, counted from 1
     */
    void accept(long record, LedgerInput event);

    /**
     * Takes a complaint.
     *
     * @param record the first record that it is about, counted from 1; 0 for the whole file. Behind
     *     a damaged block the count goes on with the next record that is read
     */
    void refuse(long record, String message);
  }

  private final Handler handler;
  private final RecordReader records;
  private long nextRecord = 1;

  private AvroEventReader(Handler handler, RecordReader records) {
    this.handler = handler;
    this.records = records;
  }

  /**
   * Reads a file to its end.
   *
   * @param host the host of an event that names none; null if there is none to assume
   * @throws IOException if the file cannot be opened or read
   */
  public static void read(Path file, @Nullable String host, Handler handler) throws IOException {
    try (ContainerFile container = ContainerFile.open(file)) {
      RecordReader records = RecordReader.of(container.header().schema(), host);
      new AvroEventReader(handler, records).read(container);
    } catch (DamagedException e) {
      handler.refuse(0, e.explanation());
    }
  }

  private void read(ContainerFile container) throws IOException {
    boolean more = true;
    while (more) {
      try {
        Block block = container.next();
        more = block != null;
        if (block != null) {
          read(block);
        }
      } catch (DamagedException e) {
        handler.refuse(nextRecord, e.explanation());
      }
    }
  }

  private void read(Block block) throws IOException {
    records.begin(block);
    long last = nextRecord + block.count();
    while (nextRecord < last) {
      try {
        LedgerInput event = records.next();
        handler.accept(nextRecord, event);
      } catch (RefusedException e) {
        handler.refuse(nextRecord, e.explanation());
      } catch (DamagedException e) {
        handler.refuse(nextRecord, lost(block, e, last - nextRecord));
        nextRecord = last;
        return;
      }
      nextRecord++;
    }
    if (block.cutOff()) {
      handler.refuse(
          nextRecord,
          "the file is cut off behind the block at byte "
              + block.offset()
              + ": expected the sync marker");
    } else if (records.remaining() > 0) {
      handler.refuse(
          nextRecord,
          "the block at byte "
              + block.offset()
              + " is damaged: expected its end, found "
              + records.remaining()
              + " more bytes, which are left out");
    }
  }

  private static String lost(Block block, DamagedException e, long records) {
    String where = "the block at byte " + block.offset();
    String left = "; " + records + " records of it are left out";
    return block.cutOff()
        ? "the file is cut off in " + where + ": expected the rest of its records" + left
        : where + " is damaged: " + e.explanation() + left;
  }
}
