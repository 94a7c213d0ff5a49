package io.lapse.cli.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lapse.cli.cluster.Answers;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.cli.text.TextTable;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.Finding;
import io.lapse.streamsapp.topics.Judgement;
import io.lapse.streamsapp.topics.TopicCheck;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse topics create}: makes what is missing, and leaves what is there as it is. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the topics that are missing, as the ledger needs them. What is there stays as it is.",
      "Exits with 1 if the topics are then not as the ledger needs them: lapse topics check says"
          + " what differs."
    })
public final class TopicsCreateCommand implements Callable<Integer> {
  /** More tasks than a small cluster has threads, few enough that each has much to do. */
  private static final int PARTITIONS_DEFAULT = 12;

  private static final int REPLICAS_DEFAULT_MAX = 3;

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of each topic: as many tasks share the work. They cannot be changed later."
              + " Default: those of the topics that are there, or 12.")
  private @Nullable Integer partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      description =
          "Brokers that keep each partition. Default: 3, or as many brokers as there are.")
  private @Nullable Short replicationFactor;

  @Option(names = "--json", description = "Prints JSON lines, one a topic, not a table.")
  private boolean json;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public TopicsCreateCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    requirePositive("--partitions", partitions);
    requirePositive("--replication-factor", replicationFactor);
    Topics topics = cluster.topics();
    try (Admin admin = cluster.admin()) {
      int count = partitions(there(admin, topics), topics);
      List<String> created = TopicSetup.create(admin, topics, count, replicas(admin));
      List<Finding> findings = TopicCheck.settledFindings(admin, topics);
      print(there(admin, topics), created);
      return verdict(findings);
    } catch (KafkaException e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }

  private void requirePositive(String option, @Nullable Number value) {
    if (value != null && value.intValue() < 1) {
      throw new ParameterException(
          spec.commandLine(), option + ": expected a number above 0: " + value);
    }
  }

  private static Map<String, TopicDescription> there(Admin admin, Topics topics)
      throws InterruptedException {
    Set<String> names = new HashSet<>(Answers.of(admin.listTopics().names(), "the topics"));
    names.retainAll(topics.all().stream().map(Topic::name).toList());
    return new TreeMap<>(
        Answers.of(admin.describeTopics(names).allTopicNames(), "the topics that are there"));
  }

  /** New topics must have as many as those that are there. */
  private int partitions(Map<String, TopicDescription> there, Topics topics) {
    for (Topic<?> topic : topics.keyedByGuest()) {
      TopicDescription found = there.get(topic.name());
      if (found == null) {
        continue;
      }
      int count = found.partitions().size();
      if (partitions != null && partitions != count) {
        throw new Failure(
            "--partitions: expected " + count + ", which " + topic.name() + " has: " + partitions);
      }
      return count;
    }
    return partitions == null ? PARTITIONS_DEFAULT : partitions;
  }

  private short replicas(Admin admin) throws InterruptedException {
    if (replicationFactor != null) {
      return replicationFactor;
    }
    int brokers = Answers.of(admin.describeCluster().nodes(), "the brokers").size();
    return (short) Math.min(REPLICAS_DEFAULT_MAX, brokers);
  }

  private void print(Map<String, TopicDescription> there, List<String> created) {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table = new TextTable("topic", ">partitions", ">replicas", "");
    there.forEach(
        (name, topic) -> {
          int count = topic.partitions().size();
          int replicas = topic.partitions().get(0).replicas().size();
          boolean isNew = created.contains(name);
          if (json) {
            out.println(line(name, count, replicas, isNew));
          } else {
            table.row(name, "" + count, "" + replicas, isNew ? "created" : "was there");
          }
        });
    if (!json) {
      out.print(table.render());
    }
  }

  private static String line(String name, int partitions, int replicas, boolean created) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("topic", name)
        .put("partitions", partitions)
        .put("replicas", replicas)
        .put("created", created)
        .toString();
  }

  private int verdict(List<Finding> findings) {
    PrintWriter err = spec.commandLine().getErr();
    boolean fails = false;
    for (Finding finding : findings) {
      if (finding.judgement() == Judgement.FAIL) {
        fails = true;
        err.println(finding.inWords());
      }
    }
    if (fails) {
      err.println("topics: what is there was left as it is; lapse topics check says why it fails");
    }
    return fails ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
