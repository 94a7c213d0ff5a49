package io.lapse.cli.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** UTF-8 text that is put aside until it may be written: a little in memory, more in a file. */
public final class Spool extends OutputStream {
  private final int memoryMax;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;

  /**
   * @param memoryMax so many bytes are kept in memory
   */
  public Spool(int memoryMax) {
    this.memoryMax = memoryMax;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > memoryMax - memory.size()) {
      spill();
    }
    memory.write(bytes, offset, length);
  }

  /** The file has no name for long: it is gone even if the process is killed. */
  private void spill() throws IOException {
    if (file == null) {
      file =
          FileChannel.open(
              Files.createTempFile("lapse", ".spool"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    ByteBuffer bytes = ByteBuffer.wrap(memory.toByteArray());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    memory.reset();
  }

  /** Writes what was put aside, and is empty again. */
  public void drainTo(Writer out) throws IOException {
    if (file == null) {
      out.write(memory.toString(StandardCharsets.UTF_8));
    } else {
      spill();
      file.position(0);
      // Not closed: that would close the file.
      InputStream in = Channels.newInputStream(file);
      new InputStreamReader(in, StandardCharsets.UTF_8).transferTo(out);
      file.truncate(0);
    }
    memory.reset();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
