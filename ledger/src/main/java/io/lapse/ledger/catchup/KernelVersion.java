package io.lapse.ledger.catchup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Linux. It is taken at its word: what a distribution has ported back is not known.
 *
 * @param major 6 of 6.1
 * @param minor 1 of 6.1
 * @param patch 76 of 6.1.76; 0 if it says none
 */
public record KernelVersion(int major, int minor, int patch) {
  private static final Pattern FORM =
      Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,5})(?:\\.([0-9]{1,5}))?(?:[^0-9].*)?");

  /** Reads {@code 6.1.0-18-amd64}, as {@code uname -r} says it; empty if it is no version. */
  public static Optional<KernelVersion> parse(String text) {
    Matcher version = FORM.matcher(text.strip());
    if (!version.matches()) {
      return Optional.empty();
    }
    String patch = version.group(3);
    return Optional.of(
        new KernelVersion(
            Integer.parseInt(version.group(1)),
            Integer.parseInt(version.group(2)),
            patch == null ? 0 : Integer.parseInt(patch)));
  }

  /** Whether it is that version or a later one. */
  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  /** Whether it is a stable release of that version, from that patch on. */
  public boolean isStable(int ofMajor, int ofMinor, int fromPatch) {
    return major == ofMajor && minor == ofMinor && patch >= fromPatch;
  }
}
