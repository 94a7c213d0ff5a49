package io.lapse.cli.whatif.gather;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Events on disk: for each the hash of its guest (8 bytes), its kind (1), its length (4), and its
 * bytes. First all is written, then it is read. Not safe for use by several threads.
 */
final class SpillFile implements Closeable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int HEAD_BYTES = 13;

  private final SeekableByteChannel file;
  private @Nullable ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long sizeBytes;

  SpillFile(SeekableByteChannel file) {
    this.file = file;
  }

  /** An event that was written. */
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  record Stored(long guestHash, byte kind, byte[] bytes) {}

  /** Takes what is read. */
  interface Taker {
    void take(Stored stored) throws IOException;
  }

  void append(Stored stored) throws IOException {
    ByteBuffer into = buffer();
    if (into.remaining() < HEAD_BYTES + stored.bytes().length) {
      flush();
    }
    into.putLong(stored.guestHash()).put(stored.kind()).putInt(stored.bytes().length);
    if (stored.bytes().length <= into.remaining()) {
      into.put(stored.bytes());
    } else {
      flush();
      write(ByteBuffer.wrap(stored.bytes()));
    }
    sizeBytes += HEAD_BYTES + stored.bytes().length;
  }

  private ByteBuffer buffer() {
    if (buffer == null) {
      throw new IllegalStateException("nothing may be written after the reading has begun");
    }
    return buffer;
  }

  private void flush() throws IOException {
    write(buffer().flip());
    buffer().clear();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** Ends the writing, and gives its memory back. */
  void seal() throws IOException {
    if (buffer != null) {
      flush();
      buffer = null;
    }
  }

  /** Hands on all of it, in the order in which it was written. */
  void each(Taker taker) throws IOException {
    seal();
    file.position(0);
    // Not closed: that would close the file.
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), BUFFER_BYTES));
    for (long at = 0; at < sizeBytes; ) {
      long hash = in.readLong();
      byte kind = in.readByte();
      byte[] bytes = in.readNBytes(in.readInt());
      taker.take(new Stored(hash, kind, bytes));
      at += HEAD_BYTES + bytes.length;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
