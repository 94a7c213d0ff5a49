package io.lapse.streamsapp.http;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.telemetry.Route.Request;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question about a guest that its books answer.
 *
 * @param encodedGuest as it stood in the path
 * @param staleMax by how many records an answer may be behind; null: the owner must answer
 * @param at which instant is asked about; null where none is
 */
record GuestRequest(
    String guest,
    String encodedGuest,
    View view,
    @Nullable Long staleMax,
    @Nullable TaiInstant at) {
  static final String GUESTS = GuestPath.GUESTS;

  private static final String AT = "at";
  private static final String STALE_OK = "stale_ok=";

  /** What of a guest is asked for. */
  enum View {
    SUMMARY(""),
    LEDGER("ledger"),
    WHY("why"),
    NTP("ntp");

    private final String name;

    View(String name) {
      this.name = name;
    }

    private static @Nullable View of(String name) {
      for (View view : values()) {
        if (view.name.equals(name)) {
          return view;
        }
      }
      return null;
    }
  }

  /** How a guest stands. */
  static GuestRequest summary(GuestPath path) throws BadParameterException {
    return new GuestRequest(path.guest(), path.encodedGuest(), View.SUMMARY, null, null);
  }

  /** The same question, for another instance. */
  String path() {
    String path = GUESTS + encodedGuest + (view == View.SUMMARY ? "" : "/" + view.name);
    return at == null ? path : path + "?at=tai:" + at.nanos();
  }

  /** The same question, for an instance with a copy. */
  String pathOfCopy() {
    return path() + "?" + STALE_OK + staleMax;
  }

  /** Reads a request below {@link #GUESTS}; null if its path is none that is served. */
  static @Nullable GuestRequest of(Request request) throws BadParameterException {
    GuestPath path = GuestPath.of(request.rawPath());
    View view = path == null ? null : View.of(path.part());
    if (path == null || view == null) {
      return null;
    }
    String guest = path.guest();
    String query = request.rawQuery();
    return switch (view) {
      case SUMMARY, LEDGER ->
          new GuestRequest(guest, path.encodedGuest(), view, staleMax(query), null);
      case WHY -> new GuestRequest(guest, path.encodedGuest(), view, null, instant(query));
      case NTP -> {
        Parameters.of(query, Set.of());
        yield new GuestRequest(guest, path.encodedGuest(), view, null, null);
      }
    };
  }

  private static TaiInstant instant(@Nullable String query) throws BadParameterException {
    TaiInstant at = Parameters.of(query, Set.of(AT)).instant(AT);
    if (at == null) {
      throw new BadParameterException(
          "expected at=INSTANT, in RFC 3339, as in 2026-11-22T03:12:00Z, or tai:NANOS");
    }
    return at;
  }

  /** An unknown parameter is refused: a misspelt one must not change what an answer means. */
  private static @Nullable Long staleMax(@Nullable String query) throws BadParameterException {
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
    throw new BadParameterException("expected no parameters but stale_ok=RECORDS, at least 0");
  }

  private static long number(String digits) {
    return digits.matches("[0-9]+") ? Long.parseLong(digits) : -1;
  }
}
