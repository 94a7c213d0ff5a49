package io.lapse.streamsapp;

import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.EventTime;
import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.FoldProcessor;
import io.lapse.streamsapp.account.GuestKey;
import io.lapse.streamsapp.account.Output;
import io.lapse.streamsapp.account.Received;
import io.lapse.streamsapp.account.RefusedOutputs;
import io.lapse.streamsapp.fleet.FleetProcessor;
import io.lapse.streamsapp.policy.KnownPolicies;
import io.lapse.streamsapp.policy.PolicyReader;
import io.lapse.streamsapp.policy.PolicyView;
import io.lapse.streamsapp.quarantine.QuarantineHeaders;
import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.streamsapp.replay.Purpose;
import io.lapse.streamsapp.signature.HostKeyReader;
import io.lapse.streamsapp.signature.KnownHostKeys;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.BranchedKStream;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** From what hosts and guests say to each guest's ledger. Read {@link #get} top to bottom. */
public final class LedgerTopology implements Supplier<Topology> {
  private final AppConfig config;
  private final Topics topics;
  private final Purpose purpose;
  private final Topics inputs;
  private final FoldCounts counts;
  private final RefusedOutputs refusedOutputs;
  private final LivePartitions live;

  /** One that nobody looks at. */
  public LedgerTopology(AppConfig config) {
    this(config, new FoldCounts(), new RefusedOutputs(config.topics()), new LivePartitions());
  }

  /** That of the live application, watched. */
  LedgerTopology(
      AppConfig config, FoldCounts counts, RefusedOutputs refusedOutputs, LivePartitions live) {
    this(config, new Purpose.Live(), counts, refusedOutputs, live);
  }

  /** A topology that is watched. */
  LedgerTopology(
      AppConfig config,
      Purpose purpose,
      FoldCounts counts,
      RefusedOutputs refusedOutputs,
      LivePartitions live) {
    this.config = config;
    this.topics = config.topics();
    this.purpose = purpose;
    this.inputs = purpose.inputs(topics);
    this.counts = counts;
    this.refusedOutputs = refusedOutputs;
    this.live = live;
  }

  @Override
  public Topology get() {
    // Built from the config, or the explicit-naming guard stays silent.
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config.streams()));
    KStream<String, Received> received = readInputs(builder);
    KStream<String, Output> outputs =
        foldIntoLedger(received, policies(builder), hostKeys(builder));
    publish(outputs);
    return builder.build();
  }

  private KStream<String, Received> readInputs(StreamsBuilder builder) {
    KStream<String, Received> hostEvents =
        read(
            builder,
            inputs.hostEvents(),
            "read-host-events",
            EventTime.ofHostEvents(counts.observer()));
    KStream<String, Received> guestEvents =
        read(
            builder,
            inputs.guestEvents(),
            "read-guest-events",
            EventTime.ofGuestEvents(counts.observer()));
    KStream<String, Received> reactions =
        read(
            builder,
            inputs.guestReactions(),
            "read-guest-reactions",
            EventTime.ofGuestEvents(counts.observer()));
    return hostEvents
        .merge(guestEvents, Named.as("merge-guest-events"))
        .merge(reactions, Named.as("merge-guest-reactions"));
  }

  private KStream<String, Received> read(
      StreamsBuilder builder, Topic<?> topic, String name, EventTime time) {
    return builder.stream(
        topic.name(),
        Consumed.with(GuestKey.serde(topic), Received.serde(topic, counts.observer()))
            .withTimestampExtractor(time)
            .withName(name));
  }

  /**
   * Policies are known whole before the first input is read. A release whose states cannot say what
   * judged them has none: they wait.
   */
  private Supplier<PolicyView> policies(StreamsBuilder builder) {
    if (purpose instanceof Purpose.Replay replay) {
      return replay::policies;
    }
    KnownPolicies known = new KnownPolicies(inputs.policies());
    builder.addGlobalStore(
        PolicyReader.store(inputs.policies()),
        inputs.policies().name(),
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("read-policies"),
        PolicyReader.into(known));
    return topics.release().statesNamePolicies() ? known::current : () -> PolicyView.NONE;
  }

  /** The same holds for the keys of the hosts; nothing is read where nobody looks at them. */
  private KnownHostKeys hostKeys(StreamsBuilder builder) {
    if (purpose instanceof Purpose.Replay replay) {
      return replay.keys();
    }
    KnownHostKeys known = new KnownHostKeys(inputs.hostKeys());
    if (config.signatures().checks()) {
      builder.addGlobalStore(
          HostKeyReader.store(),
          inputs.hostKeys().name(),
          Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("read-host-keys"),
          HostKeyReader.into(known));
    }
    return known;
  }

  private KStream<String, Output> foldIntoLedger(
      KStream<String, Received> received, Supplier<PolicyView> policies, KnownHostKeys keys) {
    return received.process(
        live.watch(
            new FoldProcessor.Factory(config.fold(), policies, keys, counts, refusedOutputs)),
        Named.as("fold-into-ledger"));
  }

  private void publish(KStream<String, Output> outputs) {
    BranchedKStream<String, Output> routes = outputs.split(Named.as("route-"));
    if (config.countsFleet()) {
      routes.branch(isA(Output.Counted.class), to("fleet", this::countFleet));
    }
    routes
        .branch(isA(Output.Booked.class), to("ledger", this::publishHistory))
        .branch(isA(Output.Noticed.class), to("notices", this::publishNotices))
        .branch(isA(Output.Alerted.class), to("alerts", this::publishAlerts))
        .branch(isA(Output.Profiled.class), to("profiles", this::publishProfiles))
        .branch(isA(Output.Refused.class), to("quarantine", this::publishRefused))
        .noDefaultBranch();
  }

  private static org.apache.kafka.streams.kstream.Predicate<String, Output> isA(
      Class<? extends Output> type) {
    return (guest, output) -> type.isInstance(output);
  }

  private static Branched<String, Output> to(
      String name, java.util.function.Consumer<KStream<String, Output>> publication) {
    return Branched.withConsumer(publication, name);
  }

  private void publishHistory(KStream<String, Output> booked) {
    booked
        .mapValues(output -> ((Output.Booked) output).history(), Named.as("take-history"))
        .to(topics.ledger().name(), produced(topics.ledger(), "write-ledger"));
  }

  private void publishNotices(KStream<String, Output> noticed) {
    noticed
        .mapValues(output -> ((Output.Noticed) output).notice(), Named.as("take-notice"))
        .to(topics.guestNotices().name(), produced(topics.guestNotices(), "write-notices"));
  }

  private void publishAlerts(KStream<String, Output> alerted) {
    alerted
        .mapValues(output -> ((Output.Alerted) output).alert(), Named.as("take-alert"))
        .to(topics.alerts().name(), produced(topics.alerts(), "write-alerts"));
  }

  private void publishProfiles(KStream<String, Output> profiled) {
    Topic<GuestEvent.Profile> profiles = topics.guestProfiles();
    profiled
        .mapValues(output -> ((Output.Profiled) output).profile(), Named.as("take-profile"))
        .to(profiles.name(), produced(profiles, "write-profiles"));
  }

  /** The second sub-topology: by host, so that one task sees all that is counted of one. */
  private void countFleet(KStream<String, Output> counted) {
    counted
        .map(
            (guest, output) -> KeyValue.pair(host(output), ((Output.Counted) output).deltas()),
            Named.as("take-host"))
        .repartition(
            Repartitioned.<String, List<FleetDelta>>as("fleet-by-host")
                .withKeySerde(Serdes.String())
                .withValueSerde(Topics.fleetDeltasSerde()))
        .process(new FleetProcessor.Factory(config.fleetWindows()), Named.as("count-fleet"));
  }

  private static String host(Output counted) {
    return ((Output.Counted) counted).host();
  }

  /** Raw bytes as they came; the reason went into the headers where the record was refused. */
  private void publishRefused(KStream<String, Output> refused) {
    refused
        .processValues(QuarantineHeaders.Writer::new, Named.as("state-the-reason"))
        .to(topics.quarantine().name(), produced(topics.quarantine(), "write-quarantine"));
  }

  private static <V> Produced<String, V> produced(Topic<V> topic, String name) {
    return Produced.with(topic.keySerde(), topic.valueSerde()).withName(name);
  }
}
