package io.lapse.producers.produce.send;

import io.lapse.producers.produce.journal.Journal;
import io.lapse.producers.produce.journal.JournalEvent;
import io.lapse.producers.produce.journal.JournalReader;
import io.lapse.producers.produce.journal.JournalReader.Entry;
import io.lapse.producers.signing.KeyFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a journal, from what is not acknowledged on, and acknowledges what has arrived. Where Kafka
 * is away it tries for ever, each time with a new client and from the acknowledged place: what had
 * arrived unnoticed arrives twice, with the same ids.
 */
public final class Sender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final long PAUSE_MILLIS = 1_000;
  private static final long LOOK_MILLIS = 20;
  private static final long ACKNOWLEDGE_NANOS = 50_000_000;

  private final Journal journal;
  private final Brokers brokers;
  private final Function<JournalEvent, ProducerRecord<byte[], byte[]>> records;
  private final SendListener listener;
  private final SetAside setAside;
  private volatile boolean isEnding;
  private volatile long oldestMillis;
  private @Nullable Entry done;
  private long acknowledgedNanos = System.nanoTime();

  /**
   * A sender that is not started.
   *
   * @param folder where events are set aside that Kafka will never take
   * @param records makes the record of an event, and signs it
   */
  public Sender(
      Journal journal,
      Path folder,
      Brokers brokers,
      Function<JournalEvent, ProducerRecord<byte[], byte[]>> records,
      SendListener listener) {
    this.journal = journal;
    this.brokers = brokers;
    this.records = records;
    this.listener = listener;
    this.setAside = new SetAside(folder);
  }

  /**
   * From now on it ends as soon as all is sent. Who does not want to wait interrupts its thread.
   */
  public void end() {
    isEnding = true;
  }

  /** When the oldest batch was kept that is not in Kafka, in ms since 1970; 0 if all is. */
  public long oldestMillis() {
    return oldestMillis;
  }

  /** Runs until {@link #end}, or until its thread is interrupted. */
  @Override
  public void run() {
    try {
      while (!trySession()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.atInfo().log("stopped before all was sent: the rest stays in the journal");
    } catch (IOException e) {
      throw new IllegalStateException("the journal cannot be read or acknowledged: " + e, e);
    }
  }

  /** Whether all is sent, and no more is to come. */
  private boolean trySession() throws IOException, InterruptedException {
    done = null;
    try (Session session = new Session(brokers, records);
        JournalReader reader = journal.reader()) {
      pump(session, reader);
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | KeyFileException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("cannot send; will try again");
      listener.failing(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void pump(Session session, JournalReader reader)
      throws IOException, InterruptedException {
    while (true) {
      Entry entry = reader.next();
      if (entry != null) {
        if (oldestMillis == 0) {
          oldestMillis = entry.writtenMillis();
        }
        session.send(entry);
      }
      settle(session, entry == null);
      if (entry == null) {
        if (isEnding && journal.acknowledged() == journal.end()) {
          return;
        }
        journal.await(reader.number(), LOOK_MILLIS);
      }
    }
  }

  private void settle(Session session, boolean isIdle) {
    Entry last = session.done(listener);
    for (Session.Refused next = session.refused(); next != null; next = session.refused()) {
      refuse(next);
    }
    if (last != null) {
      done = last;
    }
    boolean isDue = System.nanoTime() - acknowledgedNanos > ACKNOWLEDGE_NANOS;
    if (done != null && (isIdle || isDue)) {
      journal.acknowledge(done.number() + 1);
      done = null;
      acknowledgedNanos = System.nanoTime();
      oldestMillis = session.oldestMillis();
    }
    session.throwIfFailed();
  }

  /** Where it cannot be set aside, its batch is sent again, and it with it. */
  private void refuse(Session.Refused refused) {
    LOG.atError()
        .addKeyValue("guest", refused.event().guest())
        .addKeyValue("reason", refused.reason())
        .log("set aside an event that can never be sent");
    try {
      setAside.keep(refused.event(), refused.reason());
    } catch (IOException e) {
      throw new KafkaException("cannot set aside an event: " + e.getMessage(), e);
    }
    listener.refused();
  }
}
