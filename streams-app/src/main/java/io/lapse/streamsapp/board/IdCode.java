package io.lapse.streamsapp.board;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An id in 128 bits: of 32 lower-case hex digits their value; of any other text the first bits of
 * its SHA-256, and the text must be kept beside it.
 *
 * @param isPlain whether the text follows from the bits
 */
record IdCode(long high, long low, boolean isPlain) {
  private static final int DIGITS = 32;
  private static final int HALF = 16;
  private static final int RADIX = 16;

  static IdCode of(String text) {
    return isPlain(text)
        ? new IdCode(
            Long.parseUnsignedLong(text, 0, HALF, RADIX),
            Long.parseUnsignedLong(text, HALF, DIGITS, RADIX),
            true)
        : hashed(text);
  }

  /** Of an outage of a guest: the part of its id behind the guest's name and the slash. */
  static IdCode ofOutage(String guest, String outageId) {
    boolean isNamed =
        outageId.length() == guest.length() + 1 + DIGITS
            && outageId.startsWith(guest)
            && outageId.charAt(guest.length()) == '/';
    IdCode code = isNamed ? of(outageId.substring(guest.length() + 1)) : hashed(outageId);
    return code.isPlain() ? code : hashed(outageId);
  }

  private static boolean isPlain(String text) {
    if (text.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  private static IdCode hashed(String text) {
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new IdCode(hash.getLong(), hash.getLong(), false);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The 32 digits of these bits. */
  static String hex(long high, long low) {
    return digits(high) + digits(low);
  }

  private static String digits(long half) {
    String hex = Long.toHexString(half);
    return "0".repeat(HALF - hex.length()) + hex;
  }
}
