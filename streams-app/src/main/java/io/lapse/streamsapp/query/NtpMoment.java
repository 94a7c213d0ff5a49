package io.lapse.streamsapp.query;

import io.lapse.ledger.time.TaiInstant;
import java.util.Comparator;

/** Something that moved the NTP state of a guest's kernel, or kept it from moving. */
public sealed interface NtpMoment {
  /** By instant; at one instant a guest restarts, is reset, is corrected and then stops. */
  Comparator<NtpMoment> ORDER =
      Comparator.comparing(NtpMoment::at).thenComparingInt(NtpMoment::rank);

  TaiInstant at();

  /** Its place among those of the same instant. */
  int rank();

  /** The guest does not run from here on. */
  record Stopped(TaiInstant at) implements NtpMoment {
    @Override
    public int rank() {
      return 3;
    }
  }

  /**
   * The guest runs again.
   *
   * @param compensatedNanos by how much its counter was advanced; what is negative moves no clock
   */
  record Restarted(TaiInstant at, long compensatedNanos) implements NtpMoment {
    @Override
    public int rank() {
      return 0;
    }
  }

  /** The kernel acted on a notice, and cleared its NTP state. */
  record Reset(TaiInstant at) implements NtpMoment {
    @Override
    public int rank() {
      return 1;
    }
  }

  /**
   * The guest's clock was compared with a better one.
   *
   * @param isSynchronised whether the guest called its clock so
   * @param errorNanos what the comparison says that the clock may be off by; not negative
   */
  record Observed(TaiInstant at, boolean isSynchronised, long errorNanos) implements NtpMoment {
    @Override
    public int rank() {
      return 2;
    }
  }
}
