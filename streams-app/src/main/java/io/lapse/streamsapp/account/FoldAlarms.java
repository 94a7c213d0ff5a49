package io.lapse.streamsapp.account;

import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.time.TaiInstant;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Between the fold of a live task and its {@link LiveAlarms}; nothing where there are none. */
final class FoldAlarms {
  private final FoldCounts.Tally tally;
  private final @Nullable LiveAlarms alarms;
  private @Nullable Cancellable ticking;

  private FoldAlarms(
      FoldSettings settings,
      Supplier<Rules> rules,
      ProcessorContext<String, Output> context,
      RefusedOutputs refusedOutputs,
      FoldCounts.Tally tally) {
    this.tally = tally;
    // A release that cannot tell an alarm from a violation has none: they wait.
    this.alarms =
        settings.alarming() && settings.topics().release().alertsTellAlarms()
            ? new LiveAlarms(
                context.getStateStore(GuestStates.STORE),
                new RaisedAlarms(context.getStateStore(RaisedAlarms.STORE)),
                rules,
                new AlarmPublication(context, refusedOutputs, tally),
                context.currentSystemTimeMs())
            : null;
  }

  /**
   * Those of a task that starts.
   *
   * @param rules that hold now
   */
  static FoldAlarms open(
      FoldSettings settings,
      Supplier<Rules> rules,
      ProcessorContext<String, Output> context,
      RefusedOutputs refusedOutputs,
      FoldCounts.Tally tally) {
    FoldAlarms opened = new FoldAlarms(settings, rules, context, refusedOutputs, tally);
    if (opened.alarms != null) {
      opened.ticking =
          context.schedule(LiveAlarms.INTERVAL, PunctuationType.WALL_CLOCK_TIME, opened::tick);
    }
    return opened;
  }

  /** An input led to a state that was kept. */
  void on(TaiInstant stamp, GuestState kept) {
    if (alarms != null) {
      alarms.on(stamp, kept);
    }
  }

  /** A policy led to a state that was kept. */
  void on(GuestState kept) {
    if (alarms != null) {
      alarms.on(kept);
    }
  }

  private void tick(long nowMillis) {
    if (alarms != null) {
      alarms.tick(nowMillis);
      tally.stands(alarms.open(), alarms.raised());
    }
  }

  /** A task that is restored again opens others: Kafka Streams would go on with these too. */
  void close() {
    if (ticking != null) {
      ticking.cancel();
    }
    if (alarms != null) {
      alarms.close();
    }
  }
}
