package io.lapse.streamsapp.http;

import io.lapse.streamsapp.http.GuestRequest.BadRequestException;
import org.jspecify.annotations.Nullable;

/** Paths of one guest: {@code /api/v1/guests/GUEST/PART}. */
public final class GuestPath {
  private GuestPath() {}

  /**
   * The guest of such a path.
   *
   * @param part behind the guest's name, without a slash
   * @return null if the path is none
   * @throws BadParameterException if the name is too long, or not UTF-8, percent-encoded
   */
  public static @Nullable String guest(String rawPath, String part) throws BadParameterException {
    String suffix = "/" + part;
    int begin = GuestRequest.GUESTS.length();
    int end = rawPath.length() - suffix.length();
    if (end <= begin || !rawPath.startsWith(GuestRequest.GUESTS) || !rawPath.endsWith(suffix)) {
      return null;
    }
    String encoded = rawPath.substring(begin, end);
    if (encoded.indexOf('/') >= 0) {
      return null;
    }
    try {
      return GuestRequest.guest(encoded);
    } catch (BadRequestException e) {
      throw new BadParameterException(String.valueOf(e.getMessage()));
    }
  }
}
