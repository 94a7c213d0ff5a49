package io.lapse.streamsapp.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path below {@link #GUESTS}.
 *
 * @param encodedGuest as it stood in the path
 * @param part of the guest that is asked for; empty: the guest itself
 */
public record GuestPath(String encodedGuest, String part) {
  static final String GUESTS = LedgerApi.PATH + "guests/";
  static final int GUEST_BYTES_MAX = 1_024;

  /** Null if it is none: another path, or one without a guest. */
  static @Nullable GuestPath of(String rawPath) {
    if (!rawPath.startsWith(GUESTS)) {
      return null;
    }
    String rest = rawPath.substring(GUESTS.length());
    int slash = rest.indexOf('/');
    String encoded = slash < 0 ? rest : rest.substring(0, slash);
    String part = slash < 0 ? "" : rest.substring(slash + 1);
    boolean isOne = !encoded.isEmpty() && (slash < 0 || !part.isEmpty());
    return isOne ? new GuestPath(encoded, part) : null;
  }

  /**
   * The guest of a path that asks for a part of it.
   *
   * @return null if the path is none of these
   * @throws BadParameterException if the name is too long, or not UTF-8, percent-encoded
   */
  public static @Nullable String guest(String rawPath, String part) throws BadParameterException {
    GuestPath path = of(rawPath);
    return path != null && path.part().equals(part) ? path.guest() : null;
  }

  /** The guest's name. */
  String guest() throws BadParameterException {
    if (encodedGuest.length() > 3 * GUEST_BYTES_MAX) {
      throw tooLong();
    }
    ByteBuffer bytes = decoded(encodedGuest);
    if (bytes.remaining() > GUEST_BYTES_MAX) {
      throw tooLong();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8();
    }
  }

  private static BadParameterException tooLong() {
    return new BadParameterException("expected a guest of at most " + GUEST_BYTES_MAX + " bytes");
  }

  private static BadParameterException notUtf8() {
    return new BadParameterException("expected a guest in UTF-8, percent-encoded");
  }

  /** A plus is a plus: this is a path, and no form. */
  private static ByteBuffer decoded(String encoded) throws BadParameterException {
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c > '~') {
        throw notUtf8();
      }
      if (c == '%') {
        bytes.put((byte) (hex(encoded, i + 1) << 4 | hex(encoded, i + 2)));
        i += 2;
      } else {
        bytes.put((byte) c);
      }
    }
    return bytes.flip();
  }

  private static int hex(String encoded, int at) throws BadParameterException {
    int digit = at < encoded.length() ? Character.digit(encoded.charAt(at), 16) : -1;
    if (digit < 0) {
      throw new BadParameterException("expected two hex digits after each %");
    }
    return digit;
  }
}
