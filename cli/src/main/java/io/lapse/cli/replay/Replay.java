package io.lapse.cli.replay;

import io.lapse.guestconsumer.GuestMemory;
import io.lapse.guestkernel.reaction.EmulatedGuest;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Utf8Order;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.Notice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds inputs, guest by guest, and lets emulated guests answer their notices on the way. */
public final class Replay {
  private static final Comparator<Notice> NOTICE_ORDER =
      Comparator.comparing(Notice::restartedAt).thenComparingLong(Notice::noticeSequence);

  /** Of a file of notices. */
  public static final Comparator<Notice> NOTICES_ORDER =
      Comparator.comparing(Notice::guest, Utf8Order::compare).thenComparing(NOTICE_ORDER);

  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  private final Rules rules;
  private final boolean emulated;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private final List<HistoryRecord> history = new ArrayList<>();
  private final List<ReplayResult.Refused> refused = new ArrayList<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final BiConsumer<String, Step> listener;

  private Replay(Rules rules, boolean emulated, BiConsumer<String, Step> listener) {
    this.rules = rules;
    this.emulated = emulated;
    this.listener = listener;
  }

  /**
   * Folds all inputs.
   *
   * @param inputs in {@link io.lapse.ledger.account.InputOrder#PUBLISH}
   * @param emulated whether an emulated guest answers each notice; the rules must accept that
   */
  public static ReplayResult run(List<LedgerInput> inputs, Rules rules, boolean emulated) {
    return run(inputs, rules, emulated, (guest, step) -> {});
  }

  /** The same; {@code listener} hears of each step of each guest. */
  static ReplayResult run(
      List<LedgerInput> inputs, Rules rules, boolean emulated, BiConsumer<String, Step> listener) {
    Map<String, List<LedgerInput>> byGuest = new LinkedHashMap<>();
    for (LedgerInput input : inputs) {
      byGuest.computeIfAbsent(input.guest(), guest -> new ArrayList<>()).add(input);
    }
    Replay replay = new Replay(rules, emulated, listener);
    byGuest.forEach((guest, ofGuest) -> replay.new Guest(guest).fold(ofGuest));
    return replay.result();
  }

  private ReplayResult result() {
    entries.sort(StandingLedger.ORDER);
    alerts.sort(
        Comparator.comparing(Alert::guest, Utf8Order::compare)
            .thenComparing(Alert::at)
            .thenComparing(Alert::alertId));
    notices.sort(NOTICES_ORDER);
    return new ReplayResult(entries, alerts, notices, history, refused, outcomes);
  }

  /** One guest and, where it is emulated, its kernel. */
  private final class Guest {
    private final EmulatedGuest emulatedGuest;
    private final GuestMemory memory = new GuestMemory();
    private final PriorityQueue<GuestEvent.Reacted> pending =
        new PriorityQueue<>(
            Comparator.comparing((GuestEvent.Reacted reaction) -> reaction.stamp().at())
                .thenComparingLong(GuestEvent.Reacted::noticeSequence));
    private GuestState state;

    Guest(String guest) {
      emulatedGuest = new EmulatedGuest(guest);
      state = GuestState.empty(guest);
    }

    void fold(List<LedgerInput> inputs) {
      for (LedgerInput input : inputs) {
        while (!pending.isEmpty() && !pending.element().stamp().at().isAfter(input.stamp().at())) {
          on(pending.remove());
        }
        Outcome outcome = on(input);
        outcomes.merge(outcome, 1L, Long::sum);
        if (outcome.quarantined()) {
          refused.add(new ReplayResult.Refused(input, outcome));
        }
      }
      while (!pending.isEmpty()) {
        on(pending.remove());
      }
      entries.addAll(state.entries());
      alerts.addAll(state.alerts());
    }

    /** An inventory that no kernel can have arms none, as in the live guest consumer. */
    private void remember(GuestEvent event) {
      memory
          .on(event)
          .ifPresent(
              reason ->
                  LOG.atWarn()
                      .addKeyValue("guestId", event.guest())
                      .addKeyValue("reason", reason)
                      .log("inventory left out"));
    }

    /** A notice whose figures do not fit the kernel is left out, as in the live guest consumer. */
    private void show(Notice notice) {
      try {
        emulatedGuest
            .answer(notice, memory.known(notice))
            .ifPresent(answer -> pending.add(answer.reaction().toEvent()));
      } catch (IllegalArgumentException | ArithmeticException e) {
        LOG.atWarn()
            .addKeyValue("guestId", notice.guest())
            .addKeyValue("noticeSequence", notice.noticeSequence())
            .addKeyValue("reason", e.getMessage())
            .log("notice left out: its figures are of no possible kernel");
      }
    }

    private Outcome on(LedgerInput input) {
      if (emulated && input instanceof GuestEvent event) {
        remember(event);
      }
      Step step = state.on(input, rules);
      state = step.next();
      listener.accept(input.guest(), step);
      history.addAll(step.history());
      notices.addAll(step.notices());
      entries.addAll(step.sealed().entries());
      alerts.addAll(step.sealed().alerts());
      if (emulated) {
        step.notices().forEach(this::show);
      }
      return step.outcome();
    }
  }
}
