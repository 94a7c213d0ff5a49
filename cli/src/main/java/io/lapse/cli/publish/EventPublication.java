package io.lapse.cli.publish;

import io.lapse.cli.failure.Failure;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.producers.publish.PublishException;
import io.lapse.producers.signing.HostSigners;
import io.lapse.schemas.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends events, from where an earlier run left off to the end, a failure, or a signal. */
final class EventPublication {
  /** Set by the launcher: whether standard error is one. */
  private static final String TERMINAL = "lapse.terminal.err";

  /** How long what is under way is waited for by a process that has been told to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> client;
  private final Topics topics;
  private final HostSigners signers;
  private final PrintWriter err;
  private final @Nullable CheckpointFile checkpoint;

  /**
   * @param checkpoint null: nothing is remembered
   */
  EventPublication(
      Map<String, Object> client,
      Topics topics,
      HostSigners signers,
      PrintWriter err,
      @Nullable CheckpointFile checkpoint) {
    this.client = client;
    this.topics = topics;
    this.signers = signers;
    this.err = err;
    this.checkpoint = checkpoint;
  }

  /** What it came to; {@code stored} counts from the first event, earlier runs included. */
  sealed interface Outcome {
    long stored();

    /** All are stored. */
    record Complete(long stored, long hostEvents, long guestEvents) implements Outcome {}

    /** The process was told to end. */
    record Stopped(long stored) implements Outcome {}

    /** One could not be sent. */
    record Failed(long stored, PublishException cause) implements Outcome {}
  }

  /** Says what came of it while the process waits for that. */
  @FunctionalInterface
  interface Teller {
    void tell(Outcome outcome);
  }

  /**
   * Sends them.
   *
   * @param events not empty
   * @param from the first that is not stored yet
   * @param speed as {@link Pace} takes it
   * @throws Failure if the checkpoint cannot be written
   */
  void run(List<LedgerInput> events, int from, @Nullable Double speed, Teller teller)
      throws InterruptedException {
    try (HostEventPublisher publisher = HostEventPublisher.connect(client, topics, signers);
        StopSignal signal = StopSignal.listen(() -> publisher.stop(PATIENCE))) {
      Pace pace = new Pace(speed, events.get(from).stamp().at(), signal.nanos());
      Progress progress =
          new Progress(err, Boolean.getBoolean(TERMINAL), events.size(), from, signal.nanos());
      Sending sending =
          new Sending(events, from, pace, signal, outgoing(publisher), progress, this::keep);
      Outcome outcome;
      try {
        outcome = send(sending, publisher, signal);
      } finally {
        progress.end();
        keep(sending.stored());
      }
      teller.tell(outcome);
    }
  }

  private static Outcome send(Sending sending, HostEventPublisher publisher, StopSignal signal)
      throws InterruptedException {
    try {
      if (sending.run()) {
        HostEventPublisher.Published sent = publisher.flush();
        return new Outcome.Complete(sending.stored(), sent.hostEvents(), sent.guestEvents());
      }
      publisher.stop(PATIENCE);
      return new Outcome.Stopped(sending.stored());
    } catch (PublishException e) {
      // Being stopped, the producer refuses what comes, and gives up what is under way for too
      // long.
      publisher.stop(PATIENCE);
      return signal.isTold()
          ? new Outcome.Stopped(sending.stored())
          : new Outcome.Failed(sending.stored(), e);
    }
  }

  private void keep(long stored) {
    if (checkpoint != null) {
      checkpoint.keep(stored);
    }
  }

  private static Outgoing outgoing(HostEventPublisher publisher) {
    return new Outgoing() {
      @Override
      public void send(LedgerInput event) {
        publisher.send(event);
      }

      @Override
      public long acknowledged() {
        return publisher.acknowledged();
      }

      @Override
      public void throwIfFailed() {
        publisher.throwIfFailed();
      }
    };
  }
}
