package io.lapse.guestkernel.discipline;

/**
 * A server's answer, as the daemon finds it on its socket.
 *
 * @param request the number of the request
 * @param receivedNanos the server's clock when the request came, UTC in ns since 1970 (T2)
 * @param sentNanos the same when the answer left (T3)
 * @param arrivedRealtimeNanos the guest's REALTIME when its kernel got the answer (T4)
 */
public record Reply(long request, long receivedNanos, long sentNanos, long arrivedRealtimeNanos) {

  /**
   * What the exchange says.
   *
   * @param sentRealtimeNanos the guest's clock when the request left (T1)
   */
  public Measurement measuredFrom(long sentRealtimeNanos) {
    return Measurement.of(sentRealtimeNanos, receivedNanos, sentNanos, arrivedRealtimeNanos);
  }
}
