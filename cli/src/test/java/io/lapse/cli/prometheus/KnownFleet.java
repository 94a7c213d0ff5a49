package io.lapse.cli.prometheus;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.replay.Replay;
import io.lapse.cli.replay.ReplayResult;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.ledger.simulation.TrueOutage;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A simulated fleet that loses no event: what it says, what is true, and what a replay books. */
final class KnownFleet {
  private static final double SECOND_NANOS = 1e9;

  /** A policy with a threshold: without one none can be broken. */
  private static final Policy POLICY = policy(500_000_000);

  private final List<LedgerInput> inputs = new ArrayList<>();
  private final List<TrueOutage> truth = new ArrayList<>();
  private final ReplayResult booked;

  private KnownFleet(FleetPlan plan) {
    FleetSimulation.of(plan)
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                inputs.add(arrived.input());
              } else if (happening instanceof Happening.Ended ended) {
                truth.add(ended.outage());
              }
            });
    inputs.sort(InputOrder.PUBLISH);
    booked = Replay.run(inputs, Rules.DEFAULT.with(List.of(POLICY)), false);
  }

  static KnownFleet of(long seed, int guests, int hosts, int days) {
    return new KnownFleet(FleetPlan.of(seed, guests, hosts, days).withLoss(0));
  }

  private static Policy policy(long thresholdNanos) {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        usual.guestClass(),
        1,
        FleetPlan.START,
        thresholdNanos,
        usual.blackoutLimitNanos(),
        usual.toleranceNanos(),
        usual.injectAs(),
        usual.reactionDelayNanos(),
        usual.afterDeadline(),
        usual.cooperationDeadlineNanos(),
        usual.announcements(),
        usual.massExpiryLimit(),
        usual.openOutageLimitNanos(),
        usual.driftPpm());
  }

  /** Makes its policy known. */
  void publishPolicy(EmbeddedBroker broker) throws Exception {
    Topic<Policy> topic = Topics.standard().policies();
    try (KafkaProducer<String, Policy> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            topic.keySerde().serializer(),
            topic.valueSerde().serializer())) {
      producer.send(new ProducerRecord<>(topic.name(), POLICY.name(), POLICY)).get();
    }
  }

  /** In the order of their stamps. */
  List<LedgerInput> inputs() {
    return inputs;
  }

  /** How many guests said anything. */
  long guests() {
    return inputs.stream().map(LedgerInput::guest).distinct().count();
  }

  Map<String, Double> outagesByKind() {
    return counts(truth.stream(), outage -> outage.kind().name());
  }

  double trueSeconds() {
    return sum(truth.stream(), TrueOutage::toutNanos);
  }

  double bookedSeconds() {
    return sum(measured(), entry -> Math.max(0, entry.toutNanos()));
  }

  /** What the sum of them may be off by. */
  double errorSeconds() {
    return sum(measured(), Entry::toutErrorNanos);
  }

  Map<String, Double> violations() {
    return counts(
        booked.alerts().stream().filter(alert -> alert.state() == Alert.State.OPENED),
        alert -> alert.violation().name());
  }

  Map<String, Double> thresholdViolations() {
    return counts(
        measured().filter(entry -> entry.verdict() != Verdict.WITHIN),
        entry -> entry.verdict() == Verdict.EXCEEDED ? "certain" : "ambiguous");
  }

  /** What a replay does not take, by the reason. */
  Map<String, Double> refused() {
    return counts(booked.refused().stream(), refused -> refused.outcome().name());
  }

  double openOutages() {
    return posted().filter(entry -> entry.restartedAt() == null).count();
  }

  private Stream<Entry> measured() {
    return posted().filter(entry -> entry.toutNanos() != null);
  }

  private Stream<Entry> posted() {
    return booked.entries().stream().filter(entry -> entry.entryKind() == EntryKind.POSTED);
  }

  private static <T> double sum(Stream<T> items, ToLongFunction<T> nanos) {
    return items.mapToLong(nanos).mapToDouble(each -> each / SECOND_NANOS).sum();
  }

  private static <T> Map<String, Double> counts(Stream<T> items, Function<T, String> name) {
    Map<String, Double> counts = new TreeMap<>();
    items.forEach(
        item -> counts.merge(name.apply(item).toLowerCase(Locale.ROOT), 1.0, Double::sum));
    return counts;
  }
}
