package io.lapse.streamsapp.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the key of its last item, so that it stays right while items come and go. A
 * client sees letters; those that it changed are refused, as is a cursor of another list. That
 * guards against mistakes: it is no signature, and nothing follows from a forged one.
 */
public final class Cursor {
  private static final int CHECK_BYTES = 6;
  private static final int LENGTH_BYTES = 4;

  private Cursor() {}

  /**
   * Writes one.
   *
   * @param list what it is a cursor of: path and order
   * @param key of the last item
   */
  public static String write(String list, String... key) {
    byte[][] parts =
        Arrays.stream(key).map(p -> p.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    int length = Arrays.stream(parts).mapToInt(part -> LENGTH_BYTES + part.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(CHECK_BYTES + length).position(CHECK_BYTES);
    for (byte[] part : parts) {
      bytes.putInt(part.length).put(part);
    }
    byte[] all = bytes.array();
    System.arraycopy(check(list, all), 0, all, 0, CHECK_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * The key of one.
   *
   * @throws BadParameterException if it is none of this list, or not as it was written
   */
  public static List<String> read(String list, String cursor) throws BadParameterException {
    try {
      byte[] all = Base64.getUrlDecoder().decode(cursor);
      boolean isOurs =
          all.length >= CHECK_BYTES
              && Arrays.equals(all, 0, CHECK_BYTES, check(list, all), 0, CHECK_BYTES)
              && Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(cursor);
      if (isOurs) {
        return key(ByteBuffer.wrap(all).position(CHECK_BYTES));
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw refused();
    }
    throw refused();
  }

  private static List<String> key(ByteBuffer bytes) throws CharacterCodingException {
    List<String> key = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int length = bytes.getInt();
      ByteBuffer part = bytes.slice(bytes.position(), length);
      key.add(StandardCharsets.UTF_8.newDecoder().decode(part).toString());
      bytes.position(bytes.position() + length);
    }
    return key;
  }

  private static byte[] check(String list, byte[] all) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(list.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(all, CHECK_BYTES, all.length - CHECK_BYTES);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static BadParameterException refused() {
    return new BadParameterException(
        "expected cursor to be the next of a page of this list, as it was given");
  }
}
