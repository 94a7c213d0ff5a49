package io.lapse.cli.whatif.gather;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file on a disk that fills. */
final class SmallFile implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private final long bytesMax;

  SmallFile(SeekableByteChannel file, long bytesMax) {
    this.file = file;
    this.bytesMax = bytesMax;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (file.position() + source.remaining() > bytesMax) {
      throw new IOException("No space left on device");
    }
    return file.write(source);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    file.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
