package io.lapse.streamsapp.http;

import io.lapse.telemetry.Route.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A question about a guest.
 *
 * @param encodedGuest as it stood in the path
 * @param staleMax by how many records an answer may be behind; null: the owner must answer
 */
record GuestRequest(String guest, String encodedGuest, View view, @Nullable Long staleMax) {
  static final String GUESTS = LedgerApi.PATH + "guests/";
  static final int GUEST_BYTES_MAX = 1_024;

  private static final String STALE_OK = "stale_ok=";
  private static final String LEDGER = "/ledger";

  /** What of a guest is asked for. */
  enum View {
    SUMMARY(""),
    LEDGER(GuestRequest.LEDGER);

    private final String suffix;

    View(String suffix) {
      this.suffix = suffix;
    }
  }

  /** The request is none about a guest; the message says what was expected. */
  static final class BadRequestException extends Exception {
    BadRequestException(String message) {
      super(message);
    }
  }

  /** The same question, for another instance. */
  String path() {
    return GUESTS + encodedGuest + view.suffix;
  }

  /** The same question, for an instance with a copy. */
  String pathOfCopy() {
    return path() + "?" + STALE_OK + staleMax;
  }

  /** Reads a request below {@link #GUESTS}; null if its path is none that is served. */
  static @Nullable GuestRequest of(Request request) throws BadRequestException {
    String rest = request.rawPath().substring(GUESTS.length());
    View view = rest.endsWith(LEDGER) ? View.LEDGER : View.SUMMARY;
    String encoded = rest.substring(0, rest.length() - view.suffix.length());
    if (encoded.isEmpty() || encoded.indexOf('/') >= 0) {
      return null;
    }
    return new GuestRequest(guest(encoded), encoded, view, staleMax(request.rawQuery()));
  }

  static String guest(String encoded) throws BadRequestException {
    if (encoded.length() > 3 * GUEST_BYTES_MAX) {
      throw tooLong();
    }
    ByteBuffer bytes = ByteBuffer.wrap(decoded(encoded));
    if (bytes.remaining() > GUEST_BYTES_MAX) {
      throw tooLong();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new BadRequestException("expected a guest in UTF-8, percent-encoded");
    }
  }

  private static BadRequestException tooLong() {
    return new BadRequestException("expected a guest of at most " + GUEST_BYTES_MAX + " bytes");
  }

  private static byte[] decoded(String encoded) throws BadRequestException {
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c > '~') {
        throw new BadRequestException("expected a guest in UTF-8, percent-encoded");
      }
      if (c == '%') {
        bytes.put((byte) (hex(encoded, i + 1) << 4 | hex(encoded, i + 2)));
        i += 2;
      } else {
        bytes.put((byte) c);
      }
    }
    byte[] all = new byte[bytes.flip().remaining()];
    bytes.get(all);
    return all;
  }

  private static int hex(String encoded, int at) throws BadRequestException {
    int digit = at < encoded.length() ? Character.digit(encoded.charAt(at), 16) : -1;
    if (digit < 0) {
      throw new BadRequestException("expected two hex digits after each %");
    }
    return digit;
  }

  /** An unknown parameter is refused: a misspelt one must not change what an answer means. */
  private static @Nullable Long staleMax(@Nullable String query) throws BadRequestException {
    if (query == null) {
      return null;
    }
    try {
      long records = query.startsWith(STALE_OK) ? number(query.substring(STALE_OK.length())) : -1;
      if (records >= 0) {
        return records;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadRequestException("expected no parameters but stale_ok=RECORDS, at least 0");
  }

  private static long number(String digits) {
    return digits.matches("[0-9]+") ? Long.parseLong(digits) : -1;
  }
}
