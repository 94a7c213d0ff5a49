package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Alert;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a task's alarms to the topic of alerts. */
final class AlarmPublication implements LiveAlarms.Publication {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmPublication.class);

  private final ProcessorContext<String, Output> context;
  private final RefusedOutputs refusedOutputs;
  private final FoldCounts.Tally tally;

  AlarmPublication(
      ProcessorContext<String, Output> context,
      RefusedOutputs refusedOutputs,
      FoldCounts.Tally tally) {
    this.context = context;
    this.refusedOutputs = refusedOutputs;
    this.tally = tally;
  }

  /** False, and nothing is published, where the topic is known to refuse it. */
  @Override
  public boolean publish(Alert alarm) {
    if (refusedOutputs.refuses(alarm)) {
      LOG.atWarn().addKeyValue("guestId", alarm.guest()).log("alarm not published: too large");
      return false;
    }
    Output output = new Output.Alerted(alarm);
    context.forward(new Record<>(alarm.guest(), output, context.currentSystemTimeMs()));
    tally.publishedAlarm();
    return true;
  }
}
