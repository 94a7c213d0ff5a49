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

  Line(Location where, byte[] bytes, boolean tooLong) {
    this.where = where;
    this.bytes = bytes;
    this.tooLong = tooLong;
  }

  public Location where() {
    return where;
  }

  /** The line without its end. */
  public String text() throws MalformedException {
    if (tooLong) {
      throw new MalformedException(
          "longer than " + LineReader.LINE_BYTES_MAX + " bytes: expected one JSON object a line");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("not UTF-8: expected one JSON object a line");
    }
  }

  boolean isBlank() {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return !tooLong;
  }
}
