package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import java.util.Comparator;

/** The two orders of inputs. */
public final class InputOrder {
  /**
   * The order in which the books are kept: by stamp; at equal stamps what informs a stop, the stop,
   * what ends or resets the guest, the restart, what was seen after it; then by id.
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

  private static final RankInBooks OF_HOST_EVENT = new RankInBooks();

  private InputOrder() {}

  static int rankInBooks(LedgerInput input) {
    if (input instanceof HostEvent event) {
      return event.match(OF_HOST_EVENT);
    }
    boolean seenAfter =
        input instanceof GuestEvent.ClockObservation || input instanceof GuestEvent.Reacted;
    return seenAfter ? RankInBooks.AFTER : RankInBooks.INFORMS;
  }

  private static int rankInPublication(LedgerInput input) {
    if (input instanceof HostEvent.Stopped) {
      return 1;
    }
    return input instanceof HostEvent.Restarted ? 2 : 0;
  }

  /** At equal stamps the lower comes first. */
  private static final class RankInBooks implements HostEvent.Cases<Integer> {
    static final int INFORMS = 0;
    static final int ANSWERS = 1;
    static final int STOPS = 2;
    static final int ENDS = 3;
    static final int RESTARTS = 4;
    static final int AFTER = 5;

    @Override
    public Integer announced(HostEvent.Announced event) {
      return INFORMS;
    }

    @Override
    public Integer quiesced(HostEvent.Quiesced event) {
      return ANSWERS;
    }

    @Override
    public Integer stopped(HostEvent.Stopped event) {
      return STOPS;
    }

    @Override
    public Integer restarted(HostEvent.Restarted event) {
      return RESTARTS;
    }

    @Override
    public Integer started(HostEvent.Started event) {
      return ANSWERS;
    }

    @Override
    public Integer migration(HostEvent.Migration event) {
      return INFORMS;
    }

    @Override
    public Integer reset(HostEvent.Reset event) {
      return ENDS;
    }

    @Override
    public Integer shutDown(HostEvent.ShutDown event) {
      return ENDS;
    }

    @Override
    public Integer killed(HostEvent.Killed event) {
      return ENDS;
    }

    @Override
    public Integer vcpuStarved(HostEvent.VcpuStarved event) {
      return INFORMS;
    }

    @Override
    public Integer hostClock(HostEvent.HostClock event) {
      return INFORMS;
    }

    @Override
    public Integer compensation(HostEvent.Compensation event) {
      return INFORMS;
    }
  }
}
