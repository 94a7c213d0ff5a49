package io.lapse.producers.produce.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One file of the journal. It is named by the number of its first frame. */
final class Segment {
  private static final String SUFFIX = ".journal";

  private final Path file;
  private final long first;
  private long frames;
  private long bytes;

  private Segment(Path file, long first, long bytes) {
    this.file = file;
    this.first = first;
    this.bytes = bytes;
  }

  /** Those of a folder, in their order. Their frames are not counted yet. */
  static List<Segment> in(Path folder) throws IOException {
    List<Segment> segments = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.matches("\\d{20}\\.journal")) {
          long first = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
          segments.add(new Segment(file, first, Files.size(file)));
        }
      }
    }
    return segments;
  }

  /** A new one, which survives a crash of the machine from its first frame on. */
  static Segment create(Path folder, long first, byte[] frame) throws IOException {
    Path file = folder.resolve(String.format(Locale.ROOT, "%020d%s", first, SUFFIX));
    Files.deleteIfExists(file);
    Files.createFile(file);
    Segment segment = new Segment(file, first, 0);
    segment.append(frame);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
    return segment;
  }

  Path file() {
    return file;
  }

  long first() {
    return first;
  }

  /** Behind its last frame. */
  long end() {
    return first + frames;
  }

  long bytes() {
    return bytes;
  }

  long frames() {
    return frames;
  }

  /**
   * Reads it to its last whole frame, and cuts off what follows.
   *
   * @param positions where each feed's last position is put
   * @return how many bytes were cut off
   */
  long recover(Map<String, String> positions) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "rw")) {
      long whole = 0;
      for (byte[] payload = Frames.read(in); payload != null; payload = Frames.read(in)) {
        Batch.parse(payload).moveOn(positions);
        frames++;
        whole = in.getFilePointer();
      }
      long torn = in.length() - whole;
      if (torn > 0) {
        in.setLength(whole);
        in.getFD().sync();
      }
      bytes = whole;
      return torn;
    }
  }

  /** Adds a frame, which is on disk then; or leaves the segment as it was. */
  void append(byte[] frame) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      try {
        out.seek(bytes);
        out.write(frame);
        out.getFD().sync();
      } catch (IOException e) {
        out.setLength(bytes);
        throw e;
      }
    }
    bytes += frame.length;
    frames++;
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
