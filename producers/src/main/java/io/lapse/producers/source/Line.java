package io.lapse.producers.source;

import io.lapse.producers.json.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A line of a file, not yet decoded: a garbled one must spoil no other. */
public final class Line {
  private final Location where;
  private final byte[] bytes;
  private final boolean tooLong;
  private final LineForm form;

  Line(Location where, byte[] bytes, boolean tooLong, LineForm form) {
    this.where = where;
    this.bytes = bytes;
    this.tooLong = tooLong;
    this.form = form;
  }

  /**
   * A line.
   *
   * @param bytes without its end; no longer than {@code form} allows
   */
  public static Line of(Location where, byte[] bytes, LineForm form) {
    return new Line(where, bytes, false, form);
  }

  /** A line that is longer than {@code form} allows: nothing of it was kept. */
  public static Line tooLong(Location where, LineForm form) {
    return new Line(where, new byte[0], true, form);
  }

  public Location where() {
    return where;
  }

  /** The line without its end, be that LF or CR LF. */
  public String text() throws MalformedException {
    if (tooLong) {
      throw new MalformedException(
          "longer than " + form.bytesMax() + " bytes: expected " + form.expected());
    }
    try {
      ByteBuffer kept = ByteBuffer.wrap(bytes, 0, bytes.length - (endsInReturn() ? 1 : 0));
      return StandardCharsets.UTF_8.newDecoder().decode(kept).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("not UTF-8: expected " + form.expected());
    }
  }

  private boolean endsInReturn() {
    return bytes.length > 0 && bytes[bytes.length - 1] == '\r';
  }

  /** Whether there is nothing in it but blanks. */
  public boolean isBlank() {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return !tooLong;
  }
}
