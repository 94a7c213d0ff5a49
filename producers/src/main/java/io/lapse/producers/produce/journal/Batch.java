package io.lapse.producers.produce.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one frame of the journal holds: kept whole, or not at all.
 *
 * @param writtenMillis when, by this machine's clock, since 1970
 * @param positions from where feeds go on, by their names
 * @param events in the order in which they were read
 */
record Batch(long writtenMillis, Map<String, String> positions, List<JournalEvent> events) {
  /** Stands for the position of a feed that has none any more. */
  static final String FORGOTTEN = "";

  private static final int VERSION = 1;

  /** Brings positions up to this batch. */
  void moveOn(Map<String, String> all) {
    positions.forEach(
        (feed, position) -> {
          if (position.equals(FORGOTTEN)) {
            all.remove(feed);
          } else {
            all.put(feed, position);
          }
        });
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(writtenMillis);
      out.writeInt(positions.size());
      for (Map.Entry<String, String> position : positions.entrySet()) {
        write(out, position.getKey());
        write(out, position.getValue());
      }
      out.writeInt(events.size());
      for (JournalEvent event : events) {
        write(out, event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, JournalEvent event) throws IOException {
    String host = event.host();
    out.writeByte(event.kind().number());
    write(out, event.guest());
    out.writeBoolean(host != null);
    if (host != null) {
      write(out, host);
    }
    write(out, event.value());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * The batch that {@link #toBytes} wrote.
   *
   * @throws IOException if it is of a version that this build does not know
   */
  static Batch parse(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("expected version " + VERSION + " of the journal, found " + version);
    }
    long writtenMillis = in.readLong();
    Map<String, String> positions = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String feed = text(in);
      positions.put(feed, text(in));
    }
    List<JournalEvent> events = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      events.add(event(in));
    }
    return new Batch(writtenMillis, positions, events);
  }

  private static JournalEvent event(DataInputStream in) throws IOException {
    JournalEvent.Kind kind = JournalEvent.Kind.of(in.readUnsignedByte());
    String guest = text(in);
    String host = in.readBoolean() ? text(in) : null;
    return new JournalEvent(kind, guest, host, bytes(in));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
