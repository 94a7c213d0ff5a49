package io.lapse.benchmarks.publish;

import io.lapse.benchmarks.streams.BrokerMain;
import io.lapse.benchmarks.streams.ChildProcess;
import io.lapse.cli.Lapse;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** {@code PublishBenchmark [EVENTS [ROUNDS]]}: measures, and prints. */
@SuppressWarnings("try") // Whoever closes the broker waits for it.
public final class PublishBenchmark {
  private static final int EVENTS = 1_000_000;
  private static final int ROUNDS = 5;
  private static final int WARM_UP_EVENTS = 500_000;
  private static final int PARTITIONS = 4;
  private static final double SECOND_NANOS = 1e9;
  private static final List<String> OPTIONS = List.of("-Xmx2g", "-Xms2g", "-XX:+UseParallelGC");
  private static final String TOOL = "org.apache.kafka.tools.ProducerPerformance";
  private static final Pattern RATE = Pattern.compile(".* ([0-9.]+) records/sec .*");

  private final String bootstrapServers;
  private final Path folder;
  private final int events;
  private final int valueBytes;

  private PublishBenchmark(String bootstrapServers, Path folder, int events) throws IOException {
    this.bootstrapServers = bootstrapServers;
    this.folder = folder;
    this.events = events;
    List<HostEvent> all = PublishTrial.events(events);
    this.valueBytes = PublishTrial.valueBytes(all);
    PublishTrial.write(all, input());
  }

  /**
   * @param args see above
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : EVENTS;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
    Path folder = Files.createTempDirectory("lapse-publish-benchmark");
    PublishReport report = new PublishReport();
    try (ChildProcess broker =
        ChildProcess.start(
            folder.resolve("log"), List.of("-Xmx1g", "-Xms1g"), BrokerMain.class, List.of())) {
      PublishBenchmark benchmark = new PublishBenchmark(broker.firstLine(), folder, events);
      System.out.printf(
          "%,d events, values of %d bytes, %d partitions, acks=all, lz4, linger 5 ms: medians of"
              + " %d rounds%n",
          events, benchmark.valueBytes, PARTITIONS, rounds);
      // The first round warms the broker and the machine up.
      for (int round = 0; round <= rounds; round++) {
        PublishReport.Round result = benchmark.round(round);
        System.err.printf("round %d of %d: %s%n", round, rounds, result);
        if (round > 0) {
          report.add(result);
        }
      }
    }
    System.out.print(report.render());
  }

  private PublishReport.Round round(int round) throws IOException, InterruptedException {
    double tool = tool(topics("tool-" + round + "."));
    double publish = publish("publish-" + round + ".");
    return new PublishReport.Round(tool, publish, command("command-" + round + "."));
  }

  private Path input() {
    return folder.resolve("events.jsonl");
  }

  /** All are made alike. */
  private Topics topics(String prefix) {
    Topics topics = Topics.named(prefix);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicSetup.create(admin, topics, PARTITIONS, (short) 1);
    }
    return topics;
  }

  private double tool(Topics topics) throws IOException, InterruptedException {
    return perSecond(
        last(
            TOOL,
            List.of(
                "--topic",
                topics.hostEvents().name(),
                "--num-records",
                Integer.toString(WARM_UP_EVENTS + events),
                "--warmup-records",
                Integer.toString(WARM_UP_EVENTS),
                "--throughput",
                "-1",
                "--record-size",
                Integer.toString(valueBytes),
                "--bootstrap-server",
                bootstrapServers,
                "--command-property",
                "acks=all",
                "enable.idempotence=true",
                "linger.ms=5",
                "compression.type=lz4")));
  }

  /** What the tool says of the records after those that warm it up. */
  static double perSecond(String line) {
    Matcher rate = RATE.matcher(line);
    if (!rate.matches()) {
      throw new IllegalStateException("the tool must end with its rate: " + line);
    }
    return Double.parseDouble(String.valueOf(rate.group(1)));
  }

  private double publish(String prefix) throws IOException, InterruptedException {
    topics(prefix);
    return Double.parseDouble(
        last(
            PublishTrial.class.getName(),
            List.of(
                bootstrapServers,
                prefix,
                Integer.toString(WARM_UP_EVENTS),
                Integer.toString(events))));
  }

  /** From the start of the process to its end; nothing is warmed up. */
  private double command(String prefix) throws IOException, InterruptedException {
    topics(prefix);
    long beginNanos = System.nanoTime();
    last(
        Lapse.class.getName(),
        List.of(
            "publish",
            "--bootstrap-server",
            bootstrapServers,
            "--prefix",
            prefix,
            "--input",
            "format=jsonl,path=" + input()));
    return events * SECOND_NANOS / (System.nanoTime() - beginNanos);
  }

  /** Runs a process to its end; returns the last line that it prints. */
  private String last(String main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    String last = "";
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        last = line;
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(main + " must succeed; see " + folder.resolve("log"));
    }
    return last;
  }
}
