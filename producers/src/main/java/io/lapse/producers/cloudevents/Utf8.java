package io.lapse.producers.cloudevents;

import io.lapse.producers.json.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that are to be text. */
final class Utf8 {
  private Utf8() {}

  /**
   * The text.
   *
   * @param name what it is, for the complaint
   */
  static String decode(String name, byte[] bytes) throws MalformedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException(MalformedException.excerpt(name) + " is not UTF-8");
    }
  }
}
