package io.lapse.cli.publish;

import io.lapse.cli.cluster.Answers;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.cli.input.InputOptions;
import io.lapse.cli.replay.PolicyOption;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.producers.Recordings.Reading;
import io.lapse.producers.publish.PolicyPublisher;
import io.lapse.producers.publish.PublishException;
import io.lapse.producers.signing.HostSigners;
import io.lapse.producers.signing.KeyFileException;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse publish}: recorded inputs into Kafka, in stamp order. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description =
        "Sends policies to their topic, then recorded inputs to theirs, in stamp order, keyed by"
            + " guest.")
public final class PublishCommand implements Callable<Integer> {
  private static final int TIMEOUT_MILLIS = 15_000;
  private static final String DELIVERY_MILLIS = "120000";

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = false)
  private InputOptions.@Nullable Inputs inputs;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--policy",
      paramLabel = "KEY=VALUE,...|FILE",
      description =
          "What to judge by, e.g. threshold_ns=100ms, which becomes default@1; or a JSON file of"
              + " policies. Sent first, unless they are there already.")
  private @Nullable String policy;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "N times faster than it happened; 1 is the original pace. Default: at once")
  private @Nullable Double speed;

  @Option(
      names = "--sign-keys",
      paramLabel = "DIR",
      description =
          "Signs the events of each host that has a file DIR/HOST.pem there, as lapse keys create"
              + " writes it. Default: nothing is signed")
  private @Nullable Path signKeys;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Remembers there how many events are stored. Given again with the same inputs, the"
              + " command goes on after them. Default: it begins with the first")
  private @Nullable Path checkpoint;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public PublishCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (speed != null && !(speed > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--speed: expected a number above 0: " + speed);
    }
    if (inputs == null && policy == null) {
      throw new ParameterException(
          spec.commandLine(), "expected --manifest, --input or --policy: nothing to publish");
    }
    List<Policy> policies = policies();
    PrintWriter err = spec.commandLine().getErr();
    Reading reading = inputs == null ? null : inputs.read();
    if (reading != null) {
      reading.problems().forEach(err::println);
    }
    if (reading != null && reading.inputs().isEmpty()) {
      throw new Failure("nothing to publish; expected at least one event");
    }
    Topics topics = cluster.topics();
    Map<String, String> ids = requireTopics(used(topics, reading));
    publish(policies, topics);
    return reading == null ? ExitCode.OK : publish(reading, topics, ids, err);
  }

  private List<Policy> policies() {
    try {
      return policy == null ? List.of() : PolicyOption.parse(policy);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--policy: " + e.getMessage(), e);
    }
  }

  private void publish(List<Policy> policies, Topics topics) throws InterruptedException {
    if (policies.isEmpty()) {
      return;
    }
    try {
      PolicyPublisher.Published sent =
          PolicyPublisher.publish(client(), topics.policies(), policies);
      spec.commandLine()
          .getOut()
          .printf("published %d policies; %d were there already%n", sent.stored(), sent.known());
    } catch (IllegalArgumentException | KafkaException | PublishException e) {
      throw new Failure("no policy was taken: " + e.getMessage(), e);
    }
  }

  private int publish(Reading reading, Topics topics, Map<String, String> ids, PrintWriter err)
      throws InterruptedException {
    List<LedgerInput> events = reading.inputs();
    HostSigners signers = signers(events, err);
    CheckpointFile file =
        checkpoint == null
            ? null
            : CheckpointFile.open(checkpoint, Checkpoint.of(events, eventTopics(topics, ids)));
    int from = file == null ? 0 : Math.toIntExact(file.stored());
    if (from == events.size()) {
      err.printf("%s: all %d events are stored; nothing is sent%n", checkpoint, from);
      return ExitCode.OK;
    }
    if (from > 0) {
      err.printf("%s: goes on after %d of %d events%n", checkpoint, from, events.size());
    }
    Told told = new Told(events);
    new EventPublication(eventClient(), topics, signers, err, file)
        .run(events, from, speed, told::tell);
    return told.exitCode;
  }

  /** Says what came of it. */
  private final class Told {
    private final List<LedgerInput> events;
    private int exitCode = ExitCode.OK;

    private Told(List<LedgerInput> events) {
      this.events = events;
    }

    private void tell(EventPublication.Outcome outcome) {
      if (outcome instanceof EventPublication.Outcome.Complete complete) {
        spec.commandLine()
            .getOut()
            .printf(
                "published %d host events and %d guest events of %d guests%n",
                complete.hostEvents(),
                complete.guestEvents(),
                events.stream().map(LedgerInput::guest).distinct().count());
      } else if (outcome instanceof EventPublication.Outcome.Stopped) {
        complain("stopped: " + goOn(outcome));
      } else if (outcome instanceof EventPublication.Outcome.Failed failed) {
        complain(failed.cause().getMessage() + "; " + goOn(outcome));
      }
    }

    /** Not by a Failure: the process may be gone before that is printed. */
    private void complain(String message) {
      spec.commandLine().getErr().println("lapse: " + message);
      spec.commandLine().getErr().flush();
      exitCode = ExitCode.SOFTWARE;
    }

    private String goOn(EventPublication.Outcome outcome) {
      String command =
          CommandLineText.of(spec.root().commandLine().getParseResult().originalArgs());
      return String.format(
          "%d of %d events are stored; %s with: %s",
          outcome.stored(),
          events.size(),
          checkpoint == null ? "all again (or, with --checkpoint, go on)" : "go on",
          command);
    }
  }

  /** Policies have their own topic: what is there is asked for, not remembered. */
  private static Map<String, String> eventTopics(Topics topics, Map<String, String> ids) {
    Map<String, String> ofEvents = new HashMap<>(ids);
    ofEvents.remove(topics.policies().name());
    return ofEvents;
  }

  /** Reads all keys before anything is sent: half of a recording helps nobody. */
  private HostSigners signers(List<LedgerInput> events, PrintWriter err) {
    if (signKeys == null) {
      return HostSigners.none();
    }
    try {
      HostSigners signers = HostSigners.in(signKeys);
      for (LedgerInput event : events) {
        if (event instanceof HostEvent said) {
          signers.of(String.valueOf(said.envelope().host()));
        }
      }
      signers.unsigned().forEach(host -> err.println("not signed, no key: " + host));
      return signers;
    } catch (KeyFileException e) {
      throw new Failure("--sign-keys: " + e.getMessage(), e);
    }
  }

  private Map<String, Object> client() {
    Map<String, Object> config = cluster.client();
    config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
    return config;
  }

  /**
   * Where nothing else is said, a full buffer is waited for as long as an event may take to be
   * stored: a broker that restarts is no failure.
   */
  private Map<String, Object> eventClient() {
    Map<String, Object> config = cluster.client();
    config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    config.putIfAbsent(
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        Objects.requireNonNull(config.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)));
    return config;
  }

  /** Those that something goes to: a host may not even see the topics of guests. */
  private List<Topic<?>> used(Topics topics, @Nullable Reading reading) {
    List<Topic<?>> used = new ArrayList<>();
    if (policy != null) {
      used.add(topics.policies());
    }
    if (reading != null && reading.inputs().stream().anyMatch(HostEvent.class::isInstance)) {
      used.add(topics.hostEvents());
    }
    if (reading != null && reading.inputs().stream().anyMatch(GuestEvent.class::isInstance)) {
      used.add(topics.guestEvents());
    }
    return used;
  }

  /**
   * A broker would create what is missing, with settings that the ledger cannot live with.
   *
   * @return the topics' ids, by name
   */
  private Map<String, String> requireTopics(List<Topic<?>> used) throws InterruptedException {
    List<String> names = used.stream().map(Topic::name).toList();
    String bootstrapServer = cluster.bootstrapServer();
    try (Admin admin = cluster.admin()) {
      Map<String, String> ids = new HashMap<>();
      admin
          .describeTopics(names)
          .allTopicNames()
          .get()
          .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
      return ids;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new Failure(
            "missing topics on " + bootstrapServer + "; expected " + String.join(", ", names), e);
      }
      throw Answers.refusal(
          String.join(", ", names) + " at " + bootstrapServer,
          e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw new Failure("cannot reach " + bootstrapServer + ": " + e.getMessage(), e);
    }
  }
}
