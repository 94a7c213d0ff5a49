package io.lapse.whatif.wallclock;

import java.util.Arrays;
import java.util.Optional;

/** What keeps the guest's wall clock. */
public enum NtpDaemon {
  CHRONY("chrony"),
  NTPD("ntpd"),
  TIMESYNCD("timesyncd");

  private final String word;

  NtpDaemon(String word) {
    this.word = word;
  }

  /** What a user calls it. */
  public String word() {
    return word;
  }

  /** The daemon of a {@link #word}; empty if it is none. */
  public static Optional<NtpDaemon> of(String word) {
    return Arrays.stream(values()).filter(daemon -> daemon.word.equals(word)).findFirst();
  }
}
