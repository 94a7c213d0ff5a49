package io.lapse.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.demo.ReactionTable.Seen;
import io.lapse.cli.failure.Failure;
import io.lapse.cli.files.TemporaryFolder;
import io.lapse.cli.replay.LedgerFiles;
import io.lapse.cli.replay.LedgerTable;
import io.lapse.cli.replay.Replay;
import io.lapse.cli.replay.ReplayResult;
import io.lapse.cli.text.Durations;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.producers.Recordings;
import io.lapse.producers.Recordings.Reading;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topics;
import io.lapse.telemetry.settings.HttpKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lapse demo}: all parts at work on six live migrations and one forced TSC advance. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts a broker and all parts, publishes recordings of real QEMU processes, prints the"
            + " ledger, and serves its page until Ctrl-C.")
public final class DemoCommand implements Callable<Integer> {
  private static final Duration LEDGER_TIMEOUT = Duration.ofSeconds(60);
  private static final long SECOND_NANOS = 1_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(
      names = "--headless",
      description = "Ends by itself, and serves no page: for scripts and tests.")
  private boolean headless;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where the page is served, on loopback; another one if it is taken.")
  private int port;

  @Option(names = "--json", description = "Prints the ledger as JSON lines, not as tables.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes the ledger, as read back from Kafka, and what a replay finds.")
  private @Nullable Path out;

  private final Queue<Seen> reactions = new ConcurrentLinkedQueue<>();

  /** Picocli makes it, and sets its spec before it is called. */
  @SuppressWarnings("NullAway.Init")
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    int pagePort = headless ? HttpKeys.NO_PORT : freePort();
    try (Stay stay = new Stay();
        TemporaryFolder folder = TemporaryFolder.create("lapse-demo")) {
      BundledRun moves = BundledRun.unpack("C_live6", "manifest.json", folder.path());
      BundledRun advance = BundledRun.unpack("D_std_J60", "manifest-claims.json", folder.path());
      Reading reading = read(List.of(moves, advance));
      Rules rules = new Rules(List.of(), Set.of(ReactionOrigin.values()));
      ReplayResult expected = Replay.run(reading.inputs(), rules, true);
      try (DemoCluster cluster = start(folder.path().resolve("state"), pagePort)) {
        List<Entry> live = live(reading.inputs(), expected, cluster);
        print(live, advance.truth().get("outages").get(0));
        if (out != null) {
          LedgerFiles.write(out, expected.withEntries(live), true);
        }
        verdict(live, expected, System.nanoTime() - startNanos);
        if (!headless) {
          progress("the page is at http://127.0.0.1:" + pagePort + "/ (Ctrl-C ends)");
          spec.commandLine().getOut().flush();
          stay.untilTold();
        }
      }
    }
    return ExitCode.OK;
  }

  /** The port that is asked for, or one that is free. */
  private int freePort() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket wanted = new ServerSocket(port, 1, here)) {
      return wanted.getLocalPort();
    } catch (BindException e) {
      try (ServerSocket other = new ServerSocket(0, 1, here)) {
        progress("port " + port + " is taken; the page will be at " + other.getLocalPort());
        return other.getLocalPort();
      }
    }
  }

  private DemoCluster start(Path state, int pagePort) throws IOException, InterruptedException {
    return DemoCluster.start(
        Topics.standard(),
        state,
        pagePort,
        (notice, reaction, before, after) ->
            reactions.add(new Seen(notice, reaction, before, after)),
        this::progress);
  }

  private Reading read(List<BundledRun> runs) {
    List<SourceInput> inputs = new ArrayList<>();
    runs.forEach(run -> inputs.addAll(Manifest.load(run.manifest()).inputs()));
    Reading reading = Recordings.read(inputs);
    reading.problems().forEach(spec.commandLine().getErr()::println);
    return reading;
  }

  private List<Entry> live(List<LedgerInput> events, ReplayResult expected, DemoCluster cluster)
      throws InterruptedException {
    Topics topics = Topics.standard();
    progress("publishing " + events.size() + " events about " + guests(events) + " guests");
    publish(events, topics, cluster.bootstrapServers());
    progress("waiting for the ledger");
    try (LedgerTopic ledger = new LedgerTopic(cluster.bootstrapServers(), topics)) {
      ledger.awaitStanding(expected.entries(), LEDGER_TIMEOUT);
      cluster.requireGuests();
      return ledger.entries();
    }
  }

  private static long guests(List<LedgerInput> events) {
    return events.stream().map(LedgerInput::guest).distinct().count();
  }

  private static void publish(List<LedgerInput> events, Topics topics, String bootstrap) {
    Map<String, Object> client = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (HostEventPublisher publisher = HostEventPublisher.connect(client, topics)) {
      events.forEach(publisher::send);
      publisher.flush();
    }
  }

  private void progress(String stage) {
    spec.commandLine().getErr().println("demo: " + stage);
  }

  private void print(List<Entry> live, JsonNode truth) {
    PrintWriter stdout = spec.commandLine().getOut();
    if (json) {
      live.forEach(entry -> stdout.println(EntryJson.write(entry)));
      return;
    }
    stdout.println();
    stdout.println("What six live migrations, and one forced TSC advance, did to a guest's time");
    stdout.println();
    stdout.print(LedgerTable.render(live));
    live.stream()
        .filter(entry -> entry.expired() != null && entry.amounts() != null)
        .findFirst()
        .ifPresent(entry -> printExpired(stdout, entry, truth));
    stdout.println();
    stdout.println(
        "What the emulated guests did: how far each clock moved, what became of NTP, and");
    stdout.println("how many timers with TFD_TIMER_CANCEL_ON_SET woke");
    stdout.println();
    stdout.print(ReactionTable.render(List.copyOf(reactions)));
    stdout.println();
  }

  private static void printExpired(PrintWriter stdout, Entry entry, JsonNode truth) {
    if (entry.amounts() == null || entry.expired() == null) {
      return;
    }
    stdout.println();
    stdout.println(
        "The host advanced the TSC of "
            + entry.guest()
            + " by "
            + Durations.seconds(entry.amounts().compensatedNanos())
            + ", although T = 0. Timers that fell due at once:");
    stdout.println();
    stdout.print(ExpiryTable.render(entry.expired(), truth));
  }

  private void verdict(List<Entry> live, ReplayResult expected, long elapsedNanos) {
    String found = lines(live);
    if (!found.equals(lines(expected.entries()))) {
      throw new Failure(
          "the ledger read back from Kafka has "
              + live.size()
              + " entries; expected the "
              + expected.entries().size()
              + " of replay --reactions emulated");
    }
    progress(
        live.size()
            + " entries, byte for byte those of replay --reactions emulated; "
            + elapsedNanos / SECOND_NANOS
            + " s");
  }

  private static String lines(List<Entry> entries) {
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append(EntryJson.write(entry)).append('\n'));
    return lines.toString();
  }
}
