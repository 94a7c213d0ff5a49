package io.lapse.streamsapp.query;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guest as its state shows it. What is sealed has left the state: it stands in the topic of the
 * ledger alone.
 *
 * @param entries what stands and is not sealed, in the order of {@code ledger.jsonl}
 * @param openAlerts the violations that stand open, of all that may still change
 * @param profile the latest; null if there is none
 * @param noticeSequence of the last notice; 0 before the first
 * @param watermark null before the second event
 * @param sealedUpTo up to where the books are sealed; null if nothing is
 * @param unsealed what its entries follow from
 */
public record GuestView(
    String guest,
    List<Entry> entries,
    List<Alert> openAlerts,
    GuestEvent.@Nullable Profile profile,
    long noticeSequence,
    @Nullable TaiInstant watermark,
    @Nullable TaiInstant sealedUpTo,
    Unsealed unsealed) {

  /**
   * What is not sealed.
   *
   * @param alerts violations that opened and were resolved, by event time
   * @param inputs that were accepted, in the order of the books
   * @param judgedBy the policies that the entries were judged by, without the built-in one
   */
  public record Unsealed(List<Alert> alerts, List<LedgerInput> inputs, List<Policy> judgedBy) {
    /** Of a guest without any. */
    public static final Unsealed NOTHING = new Unsealed(List.of(), List.of(), List.of());

    public Unsealed {
      alerts = List.copyOf(alerts);
      inputs = List.copyOf(inputs);
      judgedBy = List.copyOf(judgedBy);
    }
  }

  public GuestView {
    entries = List.copyOf(entries);
    openAlerts = List.copyOf(openAlerts);
  }

  /**
   * What a stored state shows.
   *
   * @param rules those under which it was stored
   */
  public static GuestView of(GuestState.Snapshot stored, Rules rules) {
    GuestState state = GuestState.restore(stored, rules);
    return new GuestView(
        stored.guest(),
        state.entries(),
        state.openAlerts(),
        state.profile(),
        stored.noticeSequence(),
        stored.watermark().second(),
        stored.watermark().sealed(),
        new Unsealed(state.alerts(), stored.tail(), stored.judgedBy()));
  }
}
