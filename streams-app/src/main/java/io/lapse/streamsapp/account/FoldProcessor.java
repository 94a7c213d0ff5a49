package io.lapse.streamsapp.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.schemas.topic.Topics;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Hands each input to its guest's {@link GuestState}, keeps the state, and forwards what follows.
 */
public final class FoldProcessor implements Processor<String, Received, String, Output> {
  public static final String STORE = "guest-state";

  /** Declares the store with the processor: it cannot be forgotten. */
  public static final class Factory implements ProcessorSupplier<String, Received, String, Output> {
    private final Rules rules;

    public Factory(Rules rules) {
      this.rules = rules;
    }

    @Override
    public Processor<String, Received, String, Output> get() {
      return new FoldProcessor(rules);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(STORE),
                  Serdes.String(),
                  StateSize.limited(Topics.guestStateSerde()))
              // A state is written whole at each input; of many within a commit the last remains.
              .withCachingEnabled());
    }
  }

  private final Rules rules;
  private final DecodedGuests decoded = new DecodedGuests();
  private ProcessorContext<String, Output> context;
  private KeyValueStore<String, GuestState.Snapshot> store;

  private FoldProcessor(Rules rules) {
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, Output> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(STORE);
    decoded.clear();
  }

  @Override
  public void process(Record<String, Received> received) {
    String refusal = refusal(received.key(), received.value());
    if (refusal != null) {
      refuse(received, "WRONG_KEY", refusal);
      return;
    }
    fold(received, received.value().input());
  }

  /** Why a record cannot be about the guest that its key names; null if it can. */
  private static @Nullable String refusal(@Nullable String key, @Nullable Received value) {
    if (value == null) {
      return "expected an event: no value";
    }
    String guest = value.input().guest();
    return guest.equals(key) ? null : "expected the guest as key: " + key + " for " + guest;
  }

  private void fold(Record<String, Received> received, LedgerInput input) {
    Step step = step(input);
    if (step.outcome() == Outcome.ACCEPTED) {
      keepAndPublish(received, input, step);
    } else if (step.outcome().quarantined()) {
      String explanation = explanation(step.outcome()) + ": " + input.stamp();
      refuse(received, step.outcome().name(), explanation);
    }
  }

  private static String explanation(Outcome outcome) {
    return outcome == Outcome.LATE
        ? "expected what happened within 24 h of the guest's watermark, and after what is sealed"
        : "expected a stamp and figures that can be true";
  }

  /** Nothing is kept yet: whatever fails here concerns this guest alone. */
  private Step step(LedgerInput input) {
    try {
      return state(input.guest()).on(input, rules);
    } catch (SerializationException e) {
      throw new FoldFailedException(e);
    } catch (KafkaException e) {
      throw e; // The store cannot be read: that concerns every guest.
    } catch (RuntimeException e) {
      throw new FoldFailedException(e);
    }
  }

  private void keepAndPublish(Record<String, Received> received, LedgerInput input, Step step) {
    try {
      decoded.put(input.guest(), kept(input.guest(), step.next()));
    } catch (StateSize.ExceededException e) {
      refuse(received, "STATE_FULL", String.valueOf(e.getMessage()));
      return;
    }
    step.history().forEach(history -> forward(received, new Output.Booked(history)));
    step.notices().forEach(notice -> forward(received, new Output.Noticed(notice)));
    step.alerts().forEach(alert -> forward(received, new Output.Alerted(alert)));
    // A profile that comes late must not take the place of a newer one.
    if (input instanceof GuestEvent.Profile profile && profile.equals(step.next().profile())) {
      forward(received, new Output.Profiled(profile));
    }
  }

  /** Stores a state. One that is too large may hold what need not be held any longer. */
  private GuestState kept(String guest, GuestState next) {
    try {
      store.put(guest, next.snapshot());
      return next;
    } catch (StateSize.ExceededException e) {
      GuestState sealed = next.sealed();
      store.put(guest, sealed.snapshot());
      return sealed;
    }
  }

  private GuestState state(String guest) {
    return decoded.computeIfAbsent(guest, this::stored);
  }

  private GuestState stored(String guest) {
    GuestState.Snapshot saved = store.get(guest);
    return saved == null ? GuestState.empty(guest) : GuestState.restore(saved, rules);
  }

  /** The headers come with the bytes; the reason is added to them on the way out. */
  private void refuse(Record<String, Received> received, String reason, String explanation) {
    byte[] bytes = received.value() == null ? null : received.value().bytes();
    context.forward(
        received
            .<Output>withValue(new Output.Refused(bytes, reason, explanation))
            .withTimestamp(context.currentSystemTimeMs()));
  }

  /** The timestamp is the wall clock's: a broker must not refuse what follows from a bad stamp. */
  private void forward(Record<String, Received> cause, Output output) {
    context.forward(
        cause
            .withValue(output)
            .withTimestamp(context.currentSystemTimeMs())
            .withHeaders(new RecordHeaders()));
  }
}
