package io.lapse.guestkernel.discipline;

import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clock;
import java.util.Optional;

/** All that a daemon can do to its guest, and see of it. */
public interface SystemCalls {
  /** No request has this number. */
  long NOT_SENT = -1;

  /** {@code clock_gettime}, in ns. */
  long read(Clock clock);

  /**
   * {@code adjtimex}.
   *
   * @return what it reports after the change; empty if it was refused
   */
  Optional<AdjtimexReply> adjtimex(AdjtimexCall call);

  /**
   * {@code clock_settime(CLOCK_REALTIME)}.
   *
   * @return false if it was refused
   */
  boolean setTime(long realtimeNanos);

  /**
   * {@code sendto}: a request leaves for the server.
   *
   * @return its number, which the {@link Reply} repeats; {@link #NOT_SENT} if it was refused
   */
  long send();

  /**
   * The migration sequence that the kernel exposes; it changes whenever the guest restarted after
   * an outage that it was told of. Only an {@link Aware} daemon reads it.
   */
  long migrationSequence();
}
