package io.lapse.guestconsumer;

import static io.lapse.guestconsumer.MockKafka.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lapse.guestconsumer.Progress.Phase;
import io.lapse.guestkernel.KernelSnapshot;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.Reaction;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuestConsumerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final TaiInstant EPOCH = new TaiInstant(1_795_000_000L * SECOND);

  private final MockKafka kafka = new MockKafka();
  private final List<Seen> seen = new ArrayList<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void notice_isAnsweredOnceItsReactionIsCertain() {
    kafka.then(() -> kafka.notice(lost("g", 1, 60 * SECOND)).deliverNow());

    run();

    assertThat(kafka.published())
        .containsExactly(
            new Reaction("g", 1, restart(1), 60 * SECOND, InjectAs.OFFSET, true, 0).toEvent());
    assertThat(kafka.producer.history())
        .allSatisfy(
            sent -> {
              assertThat(sent.topic()).isEqualTo("lapse.guest-reactions");
              assertThat(sent.key()).isEqualTo("g");
              assertThat(sent.partition()).isNull();
            });
    assertThat(kafka.producer.commitCount()).isEqualTo(1);
    assertThat(kafka.producer.sentOffsets()).isFalse();
  }

  @Test
  void listener_seesTheKernelBeforeAndAfter() {
    kafka.then(() -> kafka.notice(lost("g", 1, 60 * SECOND)).deliverNow());

    run();

    assertThat(seen).hasSize(1);
    KernelSnapshot before = seen.get(0).before();
    KernelSnapshot after = seen.get(0).after();
    assertThat(offsReal(after) - offsReal(before)).isEqualTo(60 * SECOND);
    assertThat(after.clocks().read(Clock.TAI)).isEqualTo(restart(1).nanos());
    assertThat(before.ntp().synchronised()).isTrue();
    assertThat(after.ntp().synchronised()).isFalse();
  }

  @Test
  void noticesOfOnePoll_areOneTransaction() {
    kafka.then(
        () ->
            kafka
                .notice(lost("g", 1, 60))
                .notice(lost("h", 1, 7))
                .notice(lost("g", 1, 60))
                .deliverNow());

    run();

    assertThat(kafka.published())
        .extracting(GuestEvent.Reacted::guest)
        .containsExactlyInAnyOrder("g", "h");
    assertThat(kafka.producer.commitCount()).isEqualTo(1);
  }

  @Test
  void restart_answersNothingTwice() {
    kafka.then(() -> kafka.notice(lost("g", 1, 60)).notice(lost("g", 2, 65)).deliverNow());
    run();
    MockKafka later = new MockKafka();
    kafka.published().forEach(later::reaction);
    later.notice(lost("g", 1, 60)).notice(lost("g", 2, 65)).deliver().deliver();

    run(later, guest -> true);

    assertThat(kafka.published()).hasSize(2);
    assertThat(later.published()).isEmpty();
  }

  @Test
  void restart_countsWhatItInjectedBefore() {
    kafka
        .reaction(reacted(ReactionOrigin.EMULATED, 1, 60))
        .reaction(reacted(ReactionOrigin.EMULATED, 2, 5))
        .deliver()
        .then(() -> kafka.notice(notice("g", 3, 72, 0)).deliverNow());

    run();

    assertThat(kafka.published()).extracting(GuestEvent.Reacted::injectedNanos).containsExactly(7L);
  }

  @Test
  void compaction_leavesTheLastNotice_whichSaysAllThatRemains() {
    kafka
        .reaction(reacted(ReactionOrigin.EMULATED, 1, 60))
        .deliver()
        .then(() -> kafka.notice(notice("g", 5, 300, 1)).deliverNow());

    run();

    assertThat(kafka.published())
        .extracting(GuestEvent.Reacted::noticeSequence, GuestEvent.Reacted::injectedNanos)
        .containsExactly(tuple(5L, 300L));
  }

  @Test
  void reactionThatAGuestReported_isNoneOfOurs() {
    kafka
        .reaction(reacted(ReactionOrigin.REPORTED, 1, 60))
        .deliver()
        .then(() -> kafka.notice(lost("g", 1, 60)).deliverNow());

    run();

    assertThat(kafka.published()).hasSize(1);
  }

  @Test
  void noticesThatWereThereAtTheStart_waitForTheReactions_andAreNotLost() {
    kafka
        .notice(lost("g", 1, 60))
        .notice(lost("g", 2, 65))
        .then(kafka::deliverNow)
        .then(() -> kafka.reaction(reacted(ReactionOrigin.EMULATED, 1, 60)).deliverNow());
    kafka.consumer.updateEndOffsets(Map.of(MockKafka.partition(TOPICS.guestReactions()), 1L));

    run();

    assertThat(kafka.published())
        .extracting(GuestEvent.Reacted::noticeSequence, GuestEvent.Reacted::injectedNanos)
        .containsExactly(tuple(2L, 5L));
  }

  @Test
  void inventory_armsTheTimersThatAreCancelled() {
    kafka
        .event(inventory("g", 3))
        .deliver()
        .then(() -> kafka.notice(lost("g", 1, 60)).deliverNow());

    run();

    assertThat(kafka.published())
        .extracting(GuestEvent.Reacted::cancelledTimers)
        .containsExactly(3L);
  }

  @Test
  void inventoryThatIsSlowerThanTheNotice_isWaitedFor() {
    kafka
        .then(
            () -> {
              kafka.notice(lost("g", 1, 60)).deliverNow();
              kafka.event(inventory("g", 3));
            })
        .then(() -> assertThat(kafka.published()).isEmpty())
        .deliver();

    run();

    assertThat(kafka.published())
        .extracting(GuestEvent.Reacted::cancelledTimers)
        .containsExactly(3L);
  }

  @Test
  void bytesThatAreNoRecord_arePassedOver() {
    byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
    kafka
        .bytes(TOPICS.guestReactions(), garbage)
        .bytes(TOPICS.guestEvents(), garbage)
        .event(inventory("g", 3))
        .deliver()
        .then(
            () ->
                kafka
                    .bytes(TOPICS.guestNotices(), garbage)
                    .bytes(TOPICS.guestNotices(), null)
                    .notice(lost("g", 1, 60))
                    .deliverNow());

    run();

    assertThat(kafka.published())
        .extracting(GuestEvent.Reacted::cancelledTimers)
        .containsExactly(3L);
  }

  @Test
  void inventoryOfNoPossibleKernel_isNotUsed() {
    GuestEvent.Inventory beforeItsBoot =
        new GuestEvent.Inventory(envelope("g"), SECOND, -1, 0, 37, List.of());
    kafka
        .event(inventory("g", 3))
        .event(beforeItsBoot)
        .deliver()
        .then(() -> kafka.notice(lost("g", 1, 60)).deliverNow());

    run();

    assertThat(kafka.published())
        .extracting(GuestEvent.Reacted::cancelledTimers)
        .containsExactly(3L);
  }

  @Test
  void meters_countWhatBecameOfNoticesAndEvents() {
    GuestEvent.Inventory beforeItsBoot =
        new GuestEvent.Inventory(envelope("g"), SECOND, -1, 0, 37, List.of());
    kafka
        .event(inventory("g", 3))
        .event(beforeItsBoot)
        .event(profile("h"))
        .bytes(TOPICS.guestEvents(), new byte[] {1})
        .deliver()
        .then(
            () ->
                kafka
                    .notice(lost("g", 1, 60))
                    .notice(lost("g", 1, 60))
                    .notice(compensated("g", 2, Long.MAX_VALUE))
                    .deliverNow());

    run();

    assertThat(count("lapse.guest.notices", "outcome", "answered")).isEqualTo(1);
    assertThat(count("lapse.guest.notices", "outcome", "already_answered")).isEqualTo(1);
    assertThat(count("lapse.guest.notices", "outcome", "impossible")).isEqualTo(1);
    assertThat(count("lapse.guest.cancelled.timers")).isEqualTo(3);
    assertThat(count("lapse.guest.impossible.inventories")).isEqualTo(1);
    assertThat(count("lapse.guest.undecodable.records", "topic", "lapse.guest-events"))
        .isEqualTo(1);
    assertThat(meters.get("lapse.guest.emulated").tag("profile", "stated").gauge().value())
        .isEqualTo(1);
    assertThat(meters.get("lapse.guest.emulated").tag("profile", "none").gauge().value())
        .isEqualTo(1);
  }

  private double count(String name, String... tags) {
    return meters.get(name).tags(tags).counter().count();
  }

  private static GuestEvent profile(String guest) {
    return new GuestEvent.Profile(
        envelope(guest),
        "tsc",
        1_000_000L,
        "6.1",
        "linux",
        "default",
        CounterWhilePaused.STOPS,
        Map.of());
  }

  @Test
  void progress_saysWhenItFollows() {
    GuestConsumer consumer = consumer(kafka, guest -> true);
    assertThat(consumer.progress().phase()).isEqualTo(Phase.STARTING);
    kafka
        .notice(lost("g", 1, 60))
        .then(() -> assertThat(consumer.progress().phase()).isEqualTo(Phase.CATCHING_UP))
        .deliver()
        .then(() -> {})
        .then(() -> assertThat(consumer.progress().phase()).isEqualTo(Phase.FOLLOWING))
        .then(consumer::stop);

    consumer.run();

    assertThat(consumer.progress().phase()).isEqualTo(Phase.ENDED);
    assertThat(kafka.published()).hasSize(1);
  }

  @Test
  void noticeBeyond64Bits_getsNoReaction_theNextDoes() {
    kafka
        .event(inventory("g", 0))
        .deliver()
        .then(
            () ->
                kafka
                    .notice(compensated("g", 1, Long.MAX_VALUE))
                    .notice(lost("g", 2, 60))
                    .deliverNow());

    run();

    assertThat(kafka.published())
        .extracting(GuestEvent.Reacted::noticeSequence)
        .containsExactly(2L);
  }

  @Test
  void guestThatIsNotFollowed_isNotAnswered() {
    kafka.then(() -> kafka.notice(lost("g", 1, 60)).notice(lost("h", 1, 7)).deliverNow());

    run(kafka, guest -> guest.equals("h"));

    assertThat(kafka.published()).extracting(GuestEvent.Reacted::guest).containsExactly("h");
  }

  @Test
  void commitThatFails_endsIt_andNobodyIsTold() {
    kafka.producer.commitTransactionException = new TimeoutException("no broker");
    kafka.then(() -> kafka.notice(lost("g", 1, 60)).deliverNow());

    assertThatThrownBy(this::run).isInstanceOf(TimeoutException.class).hasMessage("no broker");

    assertThat(kafka.published()).isEmpty();
    assertThat(seen).isEmpty();
    assertThat(kafka.consumer.closed()).isTrue();
    assertThat(kafka.producer.closed()).isTrue();
  }

  @Test
  void successor_fencesIt() {
    kafka
        .then(kafka.producer::fenceProducer)
        .then(() -> kafka.notice(lost("g", 1, 60)).deliverNow());

    assertThatThrownBy(this::run).isInstanceOf(ProducerFencedException.class);

    assertThat(kafka.published()).isEmpty();
  }

  @Test
  void fencing_comesBeforeAnythingIsRead() {
    kafka.producer.initTransactionException = new KafkaException("refused");

    assertThatThrownBy(this::run).hasMessage("refused");

    assertThat(kafka.consumer.assignment()).isEmpty();
  }

  @Test
  void topicThatIsMissing_isNamed() {
    kafka.consumer.updatePartitions("lapse.guest-notices", List.of());

    assertThatThrownBy(this::run)
        .isInstanceOf(UnknownTopicOrPartitionException.class)
        .hasMessage("topic lapse.guest-notices does not exist; create it");
  }

  @Test
  void close_beforeItRan_closesTheClients_andItNeverRuns() {
    GuestConsumer consumer = consumer(kafka, guest -> true);

    consumer.close();
    consumer.run();

    assertThat(kafka.consumer.closed()).isTrue();
    assertThat(kafka.producer.closed()).isTrue();
    assertThat(kafka.producer.transactionInitialized()).isFalse();
  }

  @Test
  void close_whileItRuns_waitsUntilItHasStopped() throws InterruptedException {
    GuestConsumer consumer = consumer(kafka, guest -> true);
    Thread thread = new Thread(consumer, "guest-consumer");
    thread.start();

    consumer.close();
    thread.join();

    assertThat(kafka.consumer.closed()).isTrue();
  }

  private void run() {
    run(kafka, guest -> true);
  }

  /** Until all that is scheduled has happened, and was read twice more. */
  private void run(MockKafka on, Predicate<String> follows) {
    GuestConsumer consumer = consumer(on, follows);
    on.then(() -> {}).then(() -> {}).then(consumer::stop);
    consumer.run();
  }

  private GuestConsumer consumer(MockKafka on, Predicate<String> follows) {
    return new GuestConsumer(
        on.consumer,
        on.producer,
        new GuestConsumer.Following(TOPICS, follows, meters),
        (notice, reaction, before, after) -> seen.add(new Seen(before, after)));
  }

  private static Notice lost(String guest, long sequence, long nanos) {
    return notice(guest, sequence, nanos, 0);
  }

  private static Notice notice(String guest, long sequence, long remainingNanos, long seen) {
    return notice(guest, sequence, remainingNanos, seen, 0);
  }

  private static Notice compensated(String guest, long sequence, long nanos) {
    return notice(guest, sequence, 0, 0, nanos);
  }

  private static Notice notice(
      String guest, long sequence, long remainingNanos, long seen, long compensatedNanos) {
    return new Notice(
        guest,
        guest + "/" + sequence,
        sequence,
        restart(sequence),
        60 * SECOND,
        0L,
        compensatedNanos,
        0,
        remainingNanos,
        seen,
        InjectAs.OFFSET,
        0,
        null);
  }

  private static TaiInstant restart(long sequence) {
    return EPOCH.plus(sequence * 1_000 * SECOND);
  }

  private static GuestEvent.Reacted reacted(ReactionOrigin origin, long sequence, long nanos) {
    return new GuestEvent.Reacted(envelope("g"), origin, sequence, nanos, false, true, 0L);
  }

  private static GuestEvent.Inventory inventory(String guest, int cancelOnSetTimers) {
    List<ArmedTimer> timers =
        IntStream.range(0, cancelOnSetTimers)
            .mapToObj(
                i ->
                    new ArmedTimer(
                        "t" + i,
                        TimerKind.TIMERFD,
                        TimerClock.REALTIME,
                        true,
                        EPOCH.nanos() * 2,
                        0,
                        true,
                        true))
            .toList();
    return new GuestEvent.Inventory(
        envelope(guest), EPOCH.nanos() - 37 * SECOND, 100 * SECOND, 100 * SECOND, 37, timers);
  }

  private static Envelope envelope(String guest) {
    return new Envelope(guest, null, Stamp.of(EPOCH, 0), Source.JSONL, null);
  }

  private record Seen(KernelSnapshot before, KernelSnapshot after) {}

  private static long offsReal(KernelSnapshot kernel) {
    return kernel.clocks().read(Clock.REALTIME) - kernel.clocks().read(Clock.MONOTONIC);
  }
}
