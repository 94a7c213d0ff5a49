package io.lapse.streamsapp;

import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.Reason;
import io.lapse.streamsapp.account.RefusedOutputs;
import io.lapse.streamsapp.policy.PolicyView;
import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.streamsapp.replay.BoundedClients;
import io.lapse.streamsapp.replay.Capture;
import io.lapse.streamsapp.replay.CommittedTopic;
import io.lapse.streamsapp.replay.Coverage;
import io.lapse.streamsapp.replay.Hole;
import io.lapse.streamsapp.replay.InputRange;
import io.lapse.streamsapp.replay.Knowledge;
import io.lapse.streamsapp.replay.Purpose;
import io.lapse.streamsapp.replay.ReplayName;
import io.lapse.streamsapp.replay.ReplayTopics;
import io.lapse.streamsapp.signature.KnownHostKeys;
import io.lapse.streamsapp.topics.TopicCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the history of a live application once more, under names of its own, and ends where the
 * inputs ended when it began. It serves nothing, and has nothing that tells anybody of an alert.
 *
 * <pre>
 *   capture: ends, policies, keys -> run: topics made -> folded to the ends -> closed -> report
 * </pre>
 */
public final class LedgerReplay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerReplay.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 100;

  private final ReplayName name;
  private final AppConfig config;
  private final Topics inputs;
  private final Admin admin;
  private final Coverage coverage;
  private final Knowledge knowledge;
  private final Topology topology;
  private final FoldCounts counts = new FoldCounts();
  private final RefusedOutputs refusedOutputs;
  private final ReplayTopics topics;

  /** Hears how far it is: offsets read, of all. */
  public interface Progress {
    void at(long read, long total);
  }

  private LedgerReplay(
      ReplayName name,
      AppConfig config,
      Topics inputs,
      Admin admin,
      Coverage coverage,
      Knowledge knowledge) {
    this.name = name;
    this.config = config;
    this.inputs = inputs;
    this.admin = admin;
    this.coverage = coverage;
    this.knowledge = knowledge;
    refusedOutputs = new RefusedOutputs(config.topics());
    topology = topology(config, knowledge.purpose(inputs), counts, refusedOutputs);
    topics = ReplayTopics.of(config.topics(), id(config), topology.describe());
  }

  private static Topology topology(
      AppConfig config, Purpose purpose, FoldCounts counts, RefusedOutputs refusedOutputs) {
    return new LedgerTopology(config, purpose, counts, refusedOutputs, new LivePartitions()).get();
  }

  /**
   * Looks where the inputs end, and by what they are to be judged. Nothing is written yet.
   *
   * @param live the configuration of the live application
   * @param policies that judge in place of those of the topic; null: those of the topic
   * @throws KafkaException if the inputs are not as they must be or empty, if there is a replay of
   *     that name, or if the brokers do not answer
   */
  public static LedgerReplay capture(
      AppConfig live, ReplayName name, @Nullable List<Policy> policies)
      throws InterruptedException {
    AppConfig config = ReplayConfig.of(live, name);
    Topics inputs = live.topics();
    Admin admin = Admin.create(config.admin());
    try {
      List<Topic<?>> read = new ArrayList<>(inputs.inputs());
      if (policies == null) {
        read.add(inputs.policies());
      }
      if (config.signatures().checks()) {
        read.add(inputs.hostKeys());
      }
      TopicCheck.requireReadable(admin, inputs, read);
      Coverage coverage =
          new Coverage(Capture.of(admin, inputs.inputs().stream().map(Topic::name).toList()));
      Knowledge knowledge =
          Knowledge.read(admin, reader(config), inputs, policies, config.signatures().checks());
      LedgerReplay replay = new LedgerReplay(name, config, inputs, admin, coverage, knowledge);
      replay.topics.requireNew(admin);
      if (coverage.total() == 0) {
        throw new KafkaException("the inputs are empty: expected at least one event");
      }
      return replay;
    } catch (KafkaException | InterruptedException e) {
      admin.close();
      throw e;
    }
  }

  /**
   * Folds them to the ends, and closes.
   *
   * @throws KafkaException if it gave up
   */
  public ReplayReport run(Progress progress) throws InterruptedException {
    long begunNanos = System.nanoTime();
    topics.create(admin, partitions(), replicas());
    ThreadDeaths deaths =
        new ThreadDeaths(refusedOutputs, new ThreadReplacements(System::nanoTime));
    KafkaStreams streams = streams();
    streams.setUncaughtExceptionHandler(deaths);
    // Killed, it would stay in its group until its session times out, and could not be removed.
    Thread leave = new Thread(() -> leave(streams), "stop-replay");
    Runtime.getRuntime().addShutdownHook(leave);
    try {
      // What another replay of that name left on this machine is none of its own.
      streams.cleanUp();
      streams.start();
      awaitEnds(streams, deaths, progress);
    } finally {
      leave(streams);
      forget(leave);
    }
    streams.cleanUp();
    return report(Duration.ofNanos(System.nanoTime() - begunNanos));
  }

  private static void leave(KafkaStreams streams) {
    streams.close(
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.atDebug().setCause(e).log("it runs already: the process is told to stop");
    }
  }

  private KafkaStreams streams() {
    Properties properties = config.streamsProperties();
    properties.put(FoldCounts.CONFIG, counts);
    properties.put(RefusedOutputs.CONFIG, refusedOutputs);
    return new KafkaStreams(
        topology, properties, new BoundedClients(config.guardedClients(), coverage));
  }

  private int partitions() {
    String hostEvents = inputs.hostEvents().name();
    return (int)
        coverage.ranges().keySet().stream()
            .filter(partition -> partition.topic().equals(hostEvents))
            .count();
  }

  /** As many as the inputs have. */
  private short replicas() throws InterruptedException {
    return Capture.replicas(admin, inputs.hostEvents().name());
  }

  private void awaitEnds(KafkaStreams streams, ThreadDeaths deaths, Progress progress)
      throws InterruptedException {
    while (!coverage.isDone(topics.committed(admin))) {
      if (streams.state() == State.ERROR || streams.state() == State.NOT_RUNNING) {
        Throwable failure = deaths.failure();
        throw new KafkaException(
            "the replay gave up: " + (failure == null ? streams.state() : failure.getMessage()),
            failure);
      }
      progress.at(coverage.read(), coverage.total());
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    progress.at(coverage.read(), coverage.total());
  }

  private ReplayReport report(Duration duration) {
    List<Hole> holes = new ArrayList<>(knowledge.holes());
    holes.addAll(coverage.holes());
    Map<TopicPartition, InputRange> ranges = coverage.ranges();
    return new ReplayReport(
        name,
        config.topics(),
        ranges,
        holes,
        counts.taken(Outcome.ACCEPTED),
        counts.taken(Outcome.DUPLICATE),
        counts.taken(Outcome.NOT_COUNTED),
        Arrays.stream(Reason.values()).mapToLong(counts::refusedFor).sum(),
        knowledge.policies().refused().size(),
        duration);
  }

  /**
   * Hands on what it wrote to one of its topics.
   *
   * @throws KafkaException if that cannot be read
   */
  public void read(Topic<?> topic, CommittedTopic.Sink sink) throws InterruptedException {
    CommittedTopic.read(admin, reader(config), topic.name(), sink);
  }

  /**
   * Removes the topics and the group of a replay that has ended, and its state on this machine.
   *
   * @return what was removed
   * @throws KafkaException if it still runs, or the cluster refuses
   */
  public static List<String> remove(AppConfig live, ReplayName name) throws InterruptedException {
    AppConfig config = ReplayConfig.of(live, name);
    Purpose nothingKnown =
        new Purpose.Replay(
            live.topics(), PolicyView.NONE, new KnownHostKeys(live.topics().hostKeys()));
    Topology topology =
        topology(config, nothingKnown, new FoldCounts(), new RefusedOutputs(config.topics()));
    List<String> removed;
    try (Admin admin = Admin.create(config.admin())) {
      removed = ReplayTopics.of(config.topics(), id(config), topology.describe()).remove(admin);
    }
    try (KafkaStreams streams = new KafkaStreams(topology, config.streamsProperties())) {
      streams.cleanUp();
    }
    return removed;
  }

  private static String id(AppConfig config) {
    return config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
  }

  /** How to read a topic, beside its group. */
  private static Map<String, Object> reader(AppConfig config) {
    return config.streams().getRestoreConsumerConfigs(id(config) + "-reader");
  }

  @Override
  public void close() {
    admin.close();
  }
}
