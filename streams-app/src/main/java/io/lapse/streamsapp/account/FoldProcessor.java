package io.lapse.streamsapp.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.schemas.topic.UnknownVersionException;
import io.lapse.streamsapp.account.FoldObserver.Stage;
import io.lapse.streamsapp.fleet.GuestCounter;
import io.lapse.streamsapp.policy.PolicyView;
import io.lapse.streamsapp.policy.RefusedPolicy;
import io.lapse.streamsapp.signature.Distrust;
import io.lapse.streamsapp.signature.KnownHostKeys;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each input to its guest's {@link io.lapse.ledger.account.GuestState}, keeps the state, and
 * forwards what follows.
 */
public final class FoldProcessor implements Processor<String, Received, String, Output> {
  public static final String STORE = GuestStates.STORE;

  /** How soon after a policy has come its guests are looked at, and then the next of them. */
  private static final Duration POLICIES_INTERVAL = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(FoldProcessor.class);

  /** Declares the store with the processor: it cannot be forgotten. */
  public static final class Factory implements ProcessorSupplier<String, Received, String, Output> {
    private final FoldSettings settings;
    private final Supplier<PolicyView> policies;
    private final KnownHostKeys keys;
    private final FoldCounts counts;
    private final RefusedOutputs refusedOutputs;
    private final AtomicInteger decodedOfAll = new AtomicInteger();

    /**
     * @param policies those that hold now; the same object until they change
     * @param keys of the hosts that sign; not looked at unless the settings say so
     */
    public Factory(
        FoldSettings settings,
        Supplier<PolicyView> policies,
        KnownHostKeys keys,
        FoldCounts counts,
        RefusedOutputs refusedOutputs) {
      this.settings = settings;
      this.policies = policies;
      this.keys = keys;
      this.counts = counts;
      this.refusedOutputs = refusedOutputs;
    }

    @Override
    public Processor<String, Received, String, Output> get() {
      return new FoldProcessor(this);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return settings.stores();
    }
  }

  private final Factory factory;
  private final FoldSettings settings;
  private final @Nullable GuestCounter counter;
  private ProcessorContext<String, Output> context;
  private GuestStates guests;
  private final FoldObserver observer;
  private FoldCounts.Tally tally;
  private Progress progress;
  private Rejudging rejudging;
  private Cancellable ticking;
  private FoldAlarms alarms;
  private FoldTrust trust;
  private PolicyView judging = PolicyView.NONE;
  private Rules rules;

  private FoldProcessor(Factory factory) {
    this.factory = factory;
    this.settings = factory.settings;
    this.observer = factory.counts.observer();
    this.rules = factory.settings.rules();
    this.counter = factory.settings.counting() ? new GuestCounter() : null;
  }

  @Override
  public void init(ProcessorContext<String, Output> processorContext) {
    context = processorContext;
    KeyValueStore<String, byte[]> store = processorContext.getStateStore(STORE);
    ActiveGuests active = new ActiveGuests(settings.decodedMax(), factory.decodedOfAll);
    guests = new GuestStates(store, settings.topics().release(), active);
    progress = new Progress(processorContext.getStateStore(Progress.STORE));
    rejudging = new Rejudging(store, progress, this::rejudge, factory.policies.get());
    tally = factory.counts.open();
    alarms = FoldAlarms.open(settings, this::rules, context, factory.refusedOutputs, tally);
    trust = FoldTrust.open(settings, factory.keys, context, factory.refusedOutputs, tally);
    if (counter != null) {
      counter.init(processorContext);
    }
    ticking =
        context.schedule(POLICIES_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> onPolicies());
  }

  /** A task that is restored again opens another: Kafka Streams would go on with this one too. */
  @Override
  public void close() {
    ticking.cancel();
    rejudging.close();
    guests.close();
    alarms.close();
    trust.close();
    factory.counts.close(tally);
  }

  /** With the policies that hold now; the same object until they change. */
  private Rules rules() {
    PolicyView now = factory.policies.get();
    if (!now.equals(judging)) {
      judging = now;
      rules = rules.with(now.policies());
      observer.judgedBy(now.policies());
    }
    return rules;
  }

  @Override
  public void process(Record<String, Received> received) {
    Distrust distrust = trust.of(received);
    if (distrust != null) {
      refuse(received, Reason.of(distrust), distrust.explanation());
      return;
    }
    String refusal = Refusals.ofKey(received.key(), received.value());
    if (refusal != null) {
      refuse(received, Reason.WRONG_KEY, refusal);
      return;
    }
    fold(received, received.value().input());
  }

  private void fold(Record<String, Received> received, LedgerInput input) {
    rejudging.note();
    long begun = System.nanoTime();
    Guest guest = guarded(input.guest(), () -> guests.find(input.guest(), rules()));
    Step step = guarded(input.guest(), () -> guest.state().on(input, rules()));
    observer.spent(Stage.FOLD, System.nanoTime() - begun);
    if (step.outcome() == Outcome.ACCEPTED) {
      keepAndPublish(received, guest, input, step);
    } else if (step.outcome().quarantined()) {
      refuse(received, Reason.of(step.outcome()), Refusals.of(step.outcome(), input));
    } else {
      tally.took(step.outcome());
      observer.passedOver(context.taskId().partition(), input, step);
    }
  }

  /** Nothing is kept yet: whatever fails here concerns this guest alone. */
  private static <T> T guarded(String guest, Supplier<T> step) {
    try {
      return step.get();
    } catch (UnknownVersionException e) {
      throw new NewerStateException(guest, e);
    } catch (SerializationException e) {
      throw new FoldFailedException(e);
    } catch (KafkaException e) {
      throw e; // The store cannot be read: that concerns every guest.
    } catch (RuntimeException e) {
      throw new FoldFailedException(e);
    }
  }

  private void keepAndPublish(
      Record<String, Received> received, Guest guest, LedgerInput input, Step step) {
    long begun = System.nanoTime();
    String refusal = factory.refusedOutputs.refusal(input, step);
    if (refusal != null) {
      refuse(received, Reason.OUTPUT_TOO_LARGE, refusal);
      return;
    }
    if (!guests.keep(guest, step.next())) {
      refuse(received, Reason.STATE_FULL, Refusals.full(input.guest()));
      return;
    }
    tally.took(Outcome.ACCEPTED);
    publish(input.guest(), step);
    alarms.on(input.stamp().at(), step.next());
    trust.keep(input, guest.state());
    // A profile that comes late must not take the place of a newer one.
    if (input instanceof GuestEvent.Profile profile && profile.equals(step.next().profile())) {
      forward(input.guest(), new Output.Profiled(profile));
      tally.publishedProfile();
    }
    observer.spent(Stage.PUBLISH, System.nanoTime() - begun);
    observer.published(context.taskId().partition(), input, step);
  }

  private void publish(String guest, Step step) {
    tally.published(step);
    step.history().forEach(history -> forward(guest, new Output.Booked(history)));
    step.notices().forEach(notice -> forward(guest, new Output.Noticed(notice)));
    step.alerts().forEach(alert -> forward(guest, new Output.Alerted(alert)));
    if (counter != null) {
      counter
          .on(guest, step)
          .forEach((host, deltas) -> forward(guest, new Output.Counted(host, deltas)));
    }
  }

  private void onPolicies() {
    PolicyView now = factory.policies.get();
    rejudging.run(now);
    if (context.taskId().partition() == 0) {
      now.refused().forEach(this::quarantine);
    }
  }

  /** A guest that cannot be judged again is left as it is: its next input says why. */
  private void rejudge(String guest) {
    try {
      Guest known = guarded(guest, () -> guests.find(guest, rules()));
      Step step = guarded(guest, () -> known.state().under(rules()));
      if (step.history().isEmpty() && step.alerts().isEmpty()) {
        return;
      }
      if (guests.keep(known, step.next())) {
        publish(guest, step);
        alarms.on(step.next());
        observer.rejudged(step);
      } else {
        LOG.atError()
            .addKeyValue("guestId", guest)
            .log("guest not judged again: its state is full");
      }
    } catch (FoldFailedException e) {
      LOG.atError().addKeyValue("guestId", guest).setCause(e).log("guest not judged again");
    }
  }

  /** Once, by the one task that there always is: it notes which it did. */
  private void quarantine(RefusedPolicy refused) {
    if (refused.offset() <= progress.quarantined()) {
      return;
    }
    Reason reason = Reason.valueOf(refused.reason());
    tally.refused(reason);
    String topic = settings.topics().policies().name();
    observer.refused(topic, null, reason);
    Output.Origin origin = new Output.Origin(topic, 0, refused.offset());
    Output output = new Output.Refused(refused.bytes(), reason, refused.explanation(), origin);
    context.forward(
        new Record<>(refused.keyText(), output, context.currentSystemTimeMs(), refused.headers()));
    progress.quarantined(refused.offset());
  }

  /** The headers come with the bytes; the reason is added to them on the way out. */
  private void refuse(Record<String, Received> received, Reason reason, String explanation) {
    tally.refused(reason);
    String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("unknown");
    Received value = received.value();
    observer.refused(topic, value == null ? null : value.input(), reason);
    byte[] bytes = value == null ? null : value.bytes();
    context.forward(
        received
            .<Output>withValue(new Output.Refused(bytes, reason, explanation, null))
            .withTimestamp(context.currentSystemTimeMs()));
  }

  /** The timestamp is the wall clock's: a broker must not refuse what follows from a bad stamp. */
  private void forward(String guest, Output output) {
    context.forward(new Record<>(guest, output, context.currentSystemTimeMs()));
  }
}
