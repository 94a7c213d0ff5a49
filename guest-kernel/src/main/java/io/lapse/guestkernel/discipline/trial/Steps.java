package io.lapse.guestkernel.discipline.trial;

/**
 * How often REALTIME was stepped after the restart, by anybody, by another amount than 0. An
 * advance of the counter is no step: MONOTONIC moves with it.
 *
 * @param byKernel injections
 * @param byDaemon system calls of the daemon
 * @param backward how many of both went backward
 */
public record Steps(int byKernel, int byDaemon, int backward) {
  static final Steps NONE = new Steps(0, 0, 0);

  Steps byKernel(long nanos) {
    return nanos == 0 ? this : new Steps(byKernel + 1, byDaemon, backward(nanos));
  }

  Steps byDaemon(long nanos) {
    return nanos == 0 ? this : new Steps(byKernel, byDaemon + 1, backward(nanos));
  }

  private int backward(long nanos) {
    return backward + (nanos < 0 ? 1 : 0);
  }
}
