package io.lapse.producers.source;

import io.lapse.producers.json.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A line of a file, not yet decoded: a garbled one must spoil no other. */
public final class Line {
  /** How much is kept of a line that is too long. */
  static final int HEAD_BYTES = 64;

  private final Location where;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final boolean tooLong;
  private final LineForm form;

  /** The line that stands in {@code bytes}, which nobody writes to any more. */
  Line(Location where, byte[] bytes, int from, int to, boolean tooLong, LineForm form) {
    this.where = where;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.tooLong = tooLong;
    this.form = form;
  }

  /**
   * A line.
   *
   * @param bytes without its end; no longer than {@code form} allows
   */
  public static Line of(Location where, byte[] bytes, LineForm form) {
    return new Line(where, bytes, 0, bytes.length, false, form);
  }

  /** A line that is longer than {@code form} allows: nothing of it was kept. */
  public static Line tooLong(Location where, LineForm form) {
    return tooLong(where, new byte[0], form);
  }

  /** A line that is longer than {@code form} allows: only its first bytes were kept. */
  public static Line tooLong(Location where, byte[] head, LineForm form) {
    return new Line(where, head, 0, head.length, true, form);
  }

  public Location where() {
    return where;
  }

  /** Whether it is longer than its form allows: {@link #bytes} are its first, and the rest lost. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** What it was read into; it stands between {@link #from} and {@link #to}. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where it begins in {@link #bytes}. */
  public int from() {
    return from;
  }

  /** Where it ends in {@link #bytes}, without LF or CR LF. */
  public int to() {
    return to > from && bytes[to - 1] == '\r' ? to - 1 : to;
  }

  /** The line without its end, be that LF or CR LF. */
  public String text() throws MalformedException {
    if (tooLong) {
      throw new MalformedException(
          "longer than " + form.bytesMax() + " bytes: expected " + form.expected());
    }
    try {
      ByteBuffer kept = ByteBuffer.wrap(bytes, from, to() - from);
      return StandardCharsets.UTF_8.newDecoder().decode(kept).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("not UTF-8: expected " + form.expected());
    }
  }

  /** Whether there is nothing in it but blanks. */
  public boolean isBlank() {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return !tooLong;
  }
}
