package io.lapse.producers.produce.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What feeds leave, on disk before anything else happens to it. Any thread may use it.
 *
 * <pre>
 *   append -> [segment][segment][segment] -> read, acknowledge
 *             each: the positions of all feeds, then batches; wholly acknowledged: deleted
 * </pre>
 *
 * <p>Frames are numbered from 0. After a crash the last segment is cut behind its last whole frame.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  /** A segment is at most this part of what the journal may be. */
  private static final int SEGMENTS_MIN = 8;

  private static final long SEGMENT_BYTES_MAX = 64L << 20;
  private static final long RETRY_MILLIS = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Path folder;
  private final long bytesMax;
  private final FileChannel lock;
  private final AcknowledgedFile acknowledgedFile;
  private final Map<String, String> positions = new TreeMap<>();
  private final List<Segment> segments = new ArrayList<>();
  private long acknowledged;
  private @Nullable String trouble;

  private Journal(Path folder, long bytesMax, FileChannel lock) {
    this.folder = folder;
    this.bytesMax = bytesMax;
    this.lock = lock;
    this.acknowledgedFile = new AcknowledgedFile(folder);
  }

  /**
   * The journal of a folder, which is made if there is none.
   *
   * @param bytesMax how much disk it may take; what is read beyond waits
   * @throws IOException if the folder cannot be used, or another process uses it
   */
  public static Journal open(Path folder, long bytesMax) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new IOException(folder + ": another process uses this journal");
      }
      Journal journal = new Journal(folder, bytesMax, lock);
      journal.recover();
      return journal;
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new IOException(folder + ": this process uses this journal already", e);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private void recover() throws IOException {
    segments.addAll(Segment.in(folder));
    acknowledged = acknowledgedFile.read();
    while (!segments.isEmpty()) {
      Segment last = segments.get(segments.size() - 1);
      long torn = last.recover(positions);
      if (torn > 0) {
        LOG.atWarn()
            .addKeyValue("file", last.file())
            .addKeyValue("bytes", torn)
            .log("cut off what was not wholly written");
      }
      if (last.frames() > 0) {
        break;
      }
      last.delete();
      segments.remove(last);
    }
    // What was acknowledged was there: numbers are never given twice.
    if (segments.isEmpty() || acknowledged > active().end()) {
      roll(Math.max(acknowledged, segments.isEmpty() ? 0 : active().end()));
    }
    acknowledged = Math.max(acknowledged, segments.get(0).first());
  }

  /** From where a feed goes on; null if it has left nothing. */
  public synchronized @Nullable String position(String feed) {
    return positions.get(feed);
  }

  /**
   * A feed that will not come back: its position is not kept for ever.
   *
   * @return false if there is no room for that now, or no disk: then it is known as before
   */
  public synchronized boolean forget(String feed) {
    if (!positions.containsKey(feed)) {
      return true;
    }
    Batch batch = new Batch(System.currentTimeMillis(), Map.of(feed, Batch.FORGOTTEN), List.of());
    if (!tryAppend(Frames.of(batch.toBytes()))) {
      return false;
    }
    positions.remove(feed);
    notifyAll();
    return true;
  }

  /**
   * Keeps a batch; returns when it is on disk. Waits while there is no room, or no disk.
   *
   * @param position is not empty
   */
  public void append(String feed, String position, List<JournalEvent> events)
      throws InterruptedException {
    if (position.equals(Batch.FORGOTTEN)) {
      throw new IllegalArgumentException("position must not be empty: feed " + feed);
    }
    Batch batch = new Batch(System.currentTimeMillis(), Map.of(feed, position), events);
    byte[] frame = Frames.of(batch.toBytes());
    synchronized (this) {
      while (!tryAppend(frame)) {
        wait(RETRY_MILLIS);
      }
      positions.put(feed, position);
      notifyAll();
    }
  }

  private boolean tryAppend(byte[] frame) {
    try {
      if (!hasRoom(frame.length)) {
        trouble = "it is full: " + bytes() + " of " + bytesMax + " bytes wait for Kafka";
        return false;
      }
      if (active().bytes() >= segmentBytes()) {
        roll(active().end());
      }
      active().append(frame);
      trouble = null;
      return true;
    } catch (IOException e) {
      trouble = "it cannot be written: " + e.getMessage();
      LOG.atError().setCause(e).addKeyValue("folder", folder).log("cannot keep what was read");
      return false;
    }
  }

  /** A batch that is too large for any journal is taken into one that is empty. */
  private boolean hasRoom(long more) throws IOException {
    if (bytes() + more > bytesMax && acknowledged == active().end() && active().frames() > 1) {
      roll(active().end());
    }
    boolean isEmpty = segments.size() == 1 && active().frames() == 1;
    return isEmpty || bytes() + more <= bytesMax;
  }

  private long segmentBytes() {
    return Math.min(SEGMENT_BYTES_MAX, bytesMax / SEGMENTS_MIN);
  }

  private Segment active() {
    return segments.get(segments.size() - 1);
  }

  private void roll(long first) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(positions);
    Batch batch = new Batch(System.currentTimeMillis(), all, List.of());
    segments.add(Segment.create(folder, first, Frames.of(batch.toBytes())));
    deleteAcknowledged();
  }

  private void deleteAcknowledged() throws IOException {
    while (segments.size() > 1 && segments.get(1).first() <= acknowledged) {
      segments.get(0).delete();
      segments.remove(0);
    }
  }

  /**
   * All before {@code number} is in Kafka, or set aside: it need not be kept. Where the disk does
   * not take that, it is sent again after a crash.
   */
  public synchronized void acknowledge(long number) {
    if (number < acknowledged || number > end()) {
      throw new IllegalArgumentException(
          "number must be from " + acknowledged + " to " + end() + ": " + number);
    }
    acknowledged = number;
    try {
      // First: that gives back the disk which the second may need.
      deleteAcknowledged();
      acknowledgedFile.write(number);
    } catch (IOException e) {
      LOG.atWarn().setCause(e).addKeyValue("folder", folder).log("cannot note what was sent");
    }
    notifyAll();
  }

  /** The number of the first frame that is not acknowledged. */
  public synchronized long acknowledged() {
    return acknowledged;
  }

  /** The number that the next frame gets. */
  public synchronized long end() {
    return active().end();
  }

  /** Returns when there is a frame with that number, or the time is over. */
  public synchronized void await(long number, long millisMax) throws InterruptedException {
    long fromNanos = System.nanoTime();
    long left = millisMax;
    while (number >= end() && left > 0) {
      wait(left);
      left = millisMax - (System.nanoTime() - fromNanos) / NANOS_PER_MILLI;
    }
  }

  /** The segment that holds a frame; null if none does. */
  synchronized @Nullable Segment segmentOf(long number) {
    Segment found = null;
    for (Segment segment : segments) {
      if (segment.first() <= number) {
        found = segment;
      }
    }
    return found;
  }

  /** Where the segment behind one begins; {@link #end} if there is none. */
  synchronized long startBehind(long number) {
    for (Segment segment : segments) {
      if (segment.first() > number) {
        return segment.first();
      }
    }
    return active().end();
  }

  /** Reads what is there, from the first frame that is not acknowledged. */
  public JournalReader reader() {
    return new JournalReader(this, acknowledged());
  }

  /** How much disk it takes, in bytes. */
  public synchronized long bytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  /** Why nothing can be kept for now; null if it can. */
  public synchronized @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
