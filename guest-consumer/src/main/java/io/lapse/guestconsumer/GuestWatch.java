package io.lapse.guestconsumer;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.reaction.EmulatedGuest;
import io.lapse.guestkernel.reaction.KnownGuest;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks on at one guest. It reads what the guest consumer reads, answers nothing and publishes
 * nothing, so that it disturbs no consumer that is at work. Its kernel follows from the topics.
 *
 * <p>Not safe for use by several threads.
 */
public final class GuestWatch implements AutoCloseable {
  /** A kernel is run on in so many pieces at most, each of a second at least. */
  private static final long PIECES_MAX = 100_000;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final String guest;
  private final Consumer<byte[], byte[]> consumer;
  private final TopicReader<GuestEvent.Reacted> reactions;
  private final TopicReader<GuestEvent> events;
  private final TopicReader<Notice> notices;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final GuestMemory memory = new GuestMemory();
  private final EmulatedGuest emulated;
  private GuestEvent.@Nullable Profile profile;
  private GuestEvent.@Nullable Inventory inventory;
  private @Nullable Notice notice;
  private GuestEvent.@Nullable Reacted reaction;
  private @Nullable String trouble;
  private @Nullable GuestKernel kernel;
  private TaiInstant kernelAt = new TaiInstant(0);

  GuestWatch(Consumer<byte[], byte[]> consumer, Topics topics, String guest) {
    this.guest = guest;
    this.consumer = consumer;
    this.emulated = new EmulatedGuest(guest);
    GuestMeters unseen = new GuestMeters(new SimpleMeterRegistry());
    reactions = new TopicReader<>(topics.guestReactions(), consumer, unseen);
    events = new TopicReader<>(topics.guestEvents(), consumer, unseen);
    notices = new TopicReader<>(topics.guestNotices(), consumer, unseen);
    List<TopicPartition> all = new ArrayList<>(reactions.partitions());
    all.addAll(events.partitions());
    all.addAll(notices.partitions());
    consumer.assign(all);
    consumer.seekToBeginning(all);
    ends.putAll(consumer.endOffsets(all));
  }

  /**
   * A watch that is connected.
   *
   * @throws org.apache.kafka.common.KafkaException if a topic is missing, or no broker answers
   */
  public static GuestWatch connect(GuestConsumerConfig config, String guest) {
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            config.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      return new GuestWatch(consumer, config.topics(), guest);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Reads what has come, and waits for it if there is nothing yet. */
  public void poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(timeout);
    // In this order: a notice is answered by what was known when it came.
    events.values(polled).forEach(this::on);
    notices.values(polled).forEach(this::on);
    reactions.values(polled).forEach(this::on);
  }

  /** Whether it has read all that was there when it was connected. */
  public boolean isCaughtUp() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void on(GuestEvent event) {
    if (!event.guest().equals(guest)) {
      return;
    }
    if (event instanceof GuestEvent.Profile stated && isLater(stated, profile)) {
      profile = stated;
    }
    if (event instanceof GuestEvent.Inventory taken && isLater(taken, inventory)) {
      inventory = taken;
    }
    memory.on(event).ifPresent(reason -> trouble = "an inventory is not used: " + reason);
    kernel = null;
  }

  private static boolean isLater(GuestEvent event, @Nullable GuestEvent known) {
    return known == null || !event.stamp().at().isBefore(known.stamp().at());
  }

  private void on(Notice shown) {
    if (shown.guest().equals(guest)
        && (notice == null || shown.noticeSequence() > notice.noticeSequence())) {
      notice = shown;
      kernel = null;
    }
  }

  private void on(GuestEvent.Reacted reacted) {
    if (reacted.guest().equals(guest) && reacted.origin() == ReactionOrigin.EMULATED) {
      emulated.hasReacted(reacted.noticeSequence(), reacted.injectedNanos());
      reaction = reacted;
      kernel = null;
    }
  }

  /** The guest at an instant, which must not lie before that of the call before. */
  public GuestSight at(TaiInstant now) {
    Notice last = notice;
    boolean isAnswered =
        reaction != null && last != null && reaction.noticeSequence() == last.noticeSequence();
    return new GuestSight(
        guest, profile, inventory, last, isAnswered ? reaction : null, kernelAt(now), now, trouble);
  }

  private @Nullable GuestKernel kernelAt(TaiInstant now) {
    if (kernel == null) {
      try {
        start();
      } catch (IllegalArgumentException | ArithmeticException e) {
        trouble = "the last notice is of no possible kernel: " + e.getMessage();
      }
    }
    if (kernel == null) {
      return null;
    }
    run(kernel, Math.max(0, kernelAt.nanosUntil(now)));
    kernelAt = now;
    return kernel;
  }

  /** As it stood after the last notice, or else when it was found. */
  private void start() {
    Notice last = notice;
    if (last != null) {
      KnownGuest known = memory.known(last);
      kernel = emulated.kernelAfter(last, known);
      kernelAt = last.restartedAt().plus(last.reactionDelayNanos());
      return;
    }
    KnownGuest known = memory.latest();
    KnownGuest.Found found = known.found();
    if (found != null) {
      kernel =
          GuestKernel.started(
              new KernelStart(
                  known.build(), found.clocks(), NtpStart.SYNCHRONISED, found.timers()));
      kernelAt = found.at();
    }
  }

  private static void run(GuestKernel kernel, long nanos) {
    long piece = Math.max(SECOND_NANOS, nanos / PIECES_MAX);
    for (long left = nanos; left > 0; left -= piece) {
      kernel.skip(Math.min(left, piece));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
