package io.lapse.cli.whatif.gather;

import io.lapse.ledger.LedgerInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Cuts an input that is sorted by guest into its guests. */
final class GuestRuns implements Consumer<LedgerInput> {
  private final WeighedQueue next;
  private final Predicate<String> mayFollow;
  private final long weightBytesMax;
  private final Watch watch;
  private List<LedgerInput> inputs = new ArrayList<>();
  private long weightBytes;
  private @Nullable String guest;

  /**
   * @param next takes each guest
   * @param mayFollow asked whenever another guest begins: whether it is in order
   * @param weightBytesMax what one guest may weigh
   */
  GuestRuns(WeighedQueue next, Predicate<String> mayFollow, long weightBytesMax, Watch watch) {
    this.next = next;
    this.mayFollow = mayFollow;
    this.weightBytesMax = weightBytesMax;
    this.watch = watch;
  }

  /**
   * Takes the next event.
   *
   * @throws OutOfOrderException if it is not sorted by guest
   */
  @Override
  public void accept(LedgerInput input) {
    watch.readOne();
    if (!input.guest().equals(guest)) {
      end();
      if (!mayFollow.test(input.guest())) {
        throw new OutOfOrderException("comes back: " + input.guest());
      }
      guest = input.guest();
    }
    inputs.add(input);
    weightBytes += Weight.of(input);
    if (weightBytes > weightBytesMax) {
      throw new OutOfOrderException("too much for the memory: " + guest);
    }
  }

  /** Hands on the last guest. */
  void end() {
    if (guest == null) {
      return;
    }
    try {
      next.put(new GuestEvents(guest, inputs, weightBytes));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("another thread has failed");
    }
    inputs = new ArrayList<>();
    weightBytes = 0;
    guest = null;
  }
}
