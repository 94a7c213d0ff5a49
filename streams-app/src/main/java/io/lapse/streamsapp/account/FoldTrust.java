package io.lapse.streamsapp.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.UntrustedAlarm;
import io.lapse.ledger.host.HostEvent;
import io.lapse.streamsapp.signature.Distrust;
import io.lapse.streamsapp.signature.EventTrust;
import io.lapse.streamsapp.signature.EventTrust.Judgement;
import io.lapse.streamsapp.signature.KnownHostKeys;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Between the fold of a task and the signatures of its events; nothing where they are not looked
 * at. A signature is noted when its event is kept, and only then: one that is set aside for another
 * reason may be sent back.
 */
final class FoldTrust {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final ProcessorContext<String, Output> context;
  private final FoldCounts.Tally tally;
  private final KnownHostKeys keys;
  private final @Nullable EventTrust trust;
  private final @Nullable SeenSignatures seen;
  private final @Nullable UntrustedAlarms alarms;
  private @Nullable Cancellable ticking;

  /** Of the event that is being folded; null if it has none. */
  private Judgement.@Nullable Signed signed;

  private FoldTrust(
      FoldSettings settings,
      KnownHostKeys keys,
      ProcessorContext<String, Output> context,
      RefusedOutputs refusedOutputs,
      FoldCounts.Tally tally) {
    this.context = context;
    this.tally = tally;
    this.keys = keys;
    boolean checks = settings.signatures().checks();
    trust = checks ? new EventTrust(settings.signatures(), keys) : null;
    seen = checks ? new SeenSignatures(context.getStateStore(SeenSignatures.STORE)) : null;
    // A release that has no word for them has none: they wait.
    alarms =
        checks && settings.topics().release().alertsTellUntrustedEvents()
            ? new UntrustedAlarms(
                context.getStateStore(UntrustedAlarms.STORE),
                new AlarmPublication(context, refusedOutputs, tally),
                context.currentSystemTimeMs())
            : null;
  }

  /** That of a task that starts. */
  static FoldTrust open(
      FoldSettings settings,
      KnownHostKeys keys,
      ProcessorContext<String, Output> context,
      RefusedOutputs refusedOutputs,
      FoldCounts.Tally tally) {
    FoldTrust opened = new FoldTrust(settings, keys, context, refusedOutputs, tally);
    if (opened.alarms != null) {
      opened.ticking = context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, opened::tick);
    }
    return opened;
  }

  /**
   * Why an event is not taken for its host's; null if it is. Whoever is refused raises an alarm.
   */
  @Nullable Distrust of(Record<String, Received> received) {
    signed = null;
    if (trust == null
        || seen == null
        || received.value() == null
        || !(received.value().input() instanceof HostEvent event)) {
      return null;
    }
    Judgement judgement =
        trust.judge(received.key(), event, received.value().bytes(), received.headers());
    if (judgement instanceof Judgement.Signed known) {
      if (!seen.contains(event.guest(), known.digest())) {
        signed = known;
        return null;
      }
      judgement =
          new Judgement.Refused(
              new Distrust(
                  Distrust.Fault.REPLAYED,
                  "expected a new signature: this one was taken before; a host that sends an event"
                      + " again signs it again"));
    }
    if (judgement instanceof Judgement.Refused refused) {
      raise(event, refused.distrust());
      return refused.distrust();
    }
    return null;
  }

  private void raise(HostEvent event, Distrust distrust) {
    if (alarms != null) {
      // Of names that anybody may make up there is no end: they share one alarm.
      String host = event.envelope().host();
      String known = keys.signs(host) ? host : null;
      alarms.on(
          new UntrustedAlarm(event.guest(), known, Reason.of(distrust).name()),
          context.currentSystemTimeMs());
      tally.standsUntrusted(alarms.size());
    }
  }

  /** The event that was looked at last led to a state that was kept. */
  void keep(LedgerInput input, GuestState kept) {
    if (signed != null && seen != null) {
      seen.add(
          input.guest(), signed.digest(), input.stamp().at(), kept.counts().watermark().sealed());
      signed = null;
    }
  }

  private void tick(long nowMillis) {
    if (alarms != null) {
      alarms.tick(nowMillis);
      tally.standsUntrusted(alarms.size());
    }
  }

  /** A task that is restored again opens another: Kafka Streams would go on with this one too. */
  void close() {
    if (ticking != null) {
      ticking.cancel();
    }
  }
}
