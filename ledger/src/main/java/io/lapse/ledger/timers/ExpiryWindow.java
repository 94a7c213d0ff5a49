package io.lapse.ledger.timers;

/**
 * What one base of a guest did over an outage, counted from the instant of its inventory.
 *
 * @param rolledNanos by how much the base's clock had run on since the inventory when the guest
 *     stopped
 * @param advanceNanos by how much the base then moved at once; nothing expires unless positive
 * @param beginErrorNanos what {@code rolledNanos} may be off by, either way
 * @param endErrorNanos what their sum may be off by, either way
 */
public record ExpiryWindow(
    long rolledNanos, long advanceNanos, long beginErrorNanos, long endErrorNanos) {

  public ExpiryWindow {
    if (beginErrorNanos < 0 || endErrorNanos < 0) {
      throw new IllegalArgumentException(
          "errors must not be negative: " + beginErrorNanos + ", " + endErrorNanos);
    }
  }

  long endNanos() {
    return Math.addExact(rolledNanos, advanceNanos);
  }
}
