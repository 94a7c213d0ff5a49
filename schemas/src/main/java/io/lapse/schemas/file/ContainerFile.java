package io.lapse.schemas.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An Avro object container file, block by block. Avro's own reader takes a file that was cut off
 * for one that ends, and trusts every length; this one does neither, and finds the next block after
 * a damaged one by the sync marker.
 */
final class ContainerFile implements Closeable {
  /** Room for an inventory of some 400,000 timers, as for a line of JSON. */
  static final int BLOCK_BYTES_MAX = 64 * 1024 * 1024;

  private final FileBytes file;
  private final ContainerHeader header;

  private ContainerFile(FileBytes file, ContainerHeader header) {
    this.file = file;
    this.header = header;
  }

  static ContainerFile open(Path path) throws IOException, DamagedException {
    FileBytes file = FileBytes.open(path);
    try {
      return new ContainerFile(file, ContainerHeader.read(file));
    } catch (IOException | DamagedException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  ContainerHeader header() {
    return header;
  }

  /**
   * The next block; null after the last.
   *
   * @throws DamagedException if there is none to be read here; the next call goes on behind it
   */
  @Nullable Block next() throws IOException, DamagedException {
    if (file.atEnd()) {
      return null;
    }
    long start = file.offset();
    try {
      return block(start);
    } catch (EOFException e) {
      throw behind(start, "expected the rest of a block, but " + e.getMessage());
    } catch (DamagedException e) {
      throw behind(start, e.explanation());
    }
  }

  private Block block(long start) throws IOException, DamagedException {
    long count = file.number();
    long size = file.number();
    if (count < 0 || count > BLOCK_BYTES_MAX || size < 0 || size > BLOCK_BYTES_MAX) {
      throw new DamagedException(
          "expected a count of records and of at most "
              + BLOCK_BYTES_MAX
              + " bytes, found "
              + count
              + " and "
              + size);
    }
    byte[] bytes = file.upTo((int) size);
    byte[] marker = file.upTo(ContainerHeader.SYNC_BYTES);
    boolean cutOff = marker.length < ContainerHeader.SYNC_BYTES;
    if (cutOff ? file.seekBehind(header.syncMarker(), start) : !isSyncMarker(marker)) {
      throw new DamagedException("expected the file's sync marker after " + size + " bytes");
    }
    byte[] records = header.deflated() ? Deflated.inflate(bytes) : bytes;
    return new Block(start, count, ByteBuffer.wrap(records), cutOff);
  }

  private boolean isSyncMarker(byte[] bytes) {
    return ByteBuffer.wrap(bytes).equals(header.syncMarker());
  }

  private DamagedException behind(long start, String what) throws IOException {
    boolean found = file.seekBehind(header.syncMarker(), start);
    return new DamagedException(
        "the block at byte "
            + start
            + " is damaged: "
            + what
            + "; "
            + (found ? "reading goes on at byte " + file.offset() : "nothing follows it"));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
