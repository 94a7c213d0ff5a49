package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import java.util.Comparator;

/** The two orders of inputs. */
public final class InputOrder {
  /**
   * The order in which the books are kept: by stamp; equal stamps sort stop, restart, anything
   * else; then by id.
   */
  public static final Comparator<LedgerInput> BOOKS =
      Comparator.comparing((LedgerInput input) -> input.stamp().at())
          .thenComparingInt(InputOrder::rankInBooks)
          .thenComparing(LedgerInput::id);

  /**
   * The order in which inputs are sent: by stamp; at equal stamps what informs a stop or a restart
   * comes before it, so that the first answer is the last one.
   */
  public static final Comparator<LedgerInput> PUBLISH =
      Comparator.comparing((LedgerInput input) -> input.stamp().at())
          .thenComparingInt(InputOrder::rankInPublication)
          .thenComparing(LedgerInput::id);

  private InputOrder() {}

  static int rankInBooks(LedgerInput input) {
    if (input instanceof HostEvent.Stopped) {
      return 0;
    }
    return input instanceof HostEvent.Restarted ? 1 : 2;
  }

  private static int rankInPublication(LedgerInput input) {
    if (input instanceof HostEvent.Stopped) {
      return 1;
    }
    return input instanceof HostEvent.Restarted ? 2 : 0;
  }
}
