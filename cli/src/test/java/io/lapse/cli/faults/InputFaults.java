package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.ledger.LedgerInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What hosts, guests and networks may send. */
final class InputFaults {
  private static final int EVENTS = 1_200;
  private static final int PER_SECOND = 2_000;

  /** More than a guest's books keep open: the older half of them is sealed on the way. */
  private static final int STORM_OUTAGES = 1_600;

  private static final long EPOCH = 1_800_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final long seed;

  InputFaults(long seed) {
    this.seed = seed;
  }

  /** One record in a hundred is garbage. */
  void garbage(FaultRun run) throws Exception {
    Random random = new Random(seed);
    List<LedgerInput> events = Loads.fleet(seed, EVENTS);
    List<Sent> all =
        new ArrayList<>(events.stream().map(event -> Sent.of(run.topics(), event)).toList());
    List<Sent> garbage = new Garbage(random, run.topics(), List.copyOf(all)).of(EVENTS / 100);
    garbage.forEach(each -> all.add(random.nextInt(all.size()), each));
    run.loadOf(all, PER_SECOND);

    run.start("one");

    run.finish(Expected.of(events).withRefused(garbage));
  }

  /** The second copy comes right behind the first, or up to 50 records later. */
  void everythingTwice(FaultRun run) throws Exception {
    Random random = new Random(seed);
    List<LedgerInput> events = Loads.fleet(seed, EVENTS / 2);
    List<LedgerInput> twice = new ArrayList<>(events);
    for (int i = events.size() - 1; i >= 0; i--) {
      twice.add(Math.min(twice.size(), i + 1 + random.nextInt(50)), events.get(i));
    }
    run.load(twice, PER_SECOND);

    run.start("one");

    run.finish(Expected.of(events));
  }

  /** The storm is there before all else: the other guests have to wait behind it, or beside it. */
  void storm(FaultRun run) throws Exception {
    List<LedgerInput> events = new ArrayList<>();
    for (int i = 0; i < STORM_OUTAGES; i++) {
      events.addAll(Loads.outage("storm", "host-1", EPOCH + i * 30L * SECOND, SECOND));
    }
    for (int i = 0; i < 200; i++) {
      events.addAll(Loads.outage("quiet-" + i % 20, "host-2", EPOCH + i * 30L * SECOND, SECOND));
    }
    Load load = run.load(events, 100_000);
    load.release(load.size());
    load.settle();

    Properties properties = run.properties();
    // By default a partition may wait for 1 MiB of another: more than this storm is.
    properties.put("max.partition.fetch.bytes", "65536");
    run.start("one", run.folder().resolve("state"), properties);
    run.finish(Expected.inOrder(events));

    assertNobodyStarved(run.history());
  }

  /** Guests of the other partition are done before the storm is. */
  private static void assertNobodyStarved(List<ConsumerRecord<byte[], byte[]>> history) {
    Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
    history.forEach(booked -> last.put(new String(booked.key(), StandardCharsets.UTF_8), booked));
    ConsumerRecord<byte[], byte[]> storm = last.get("storm");
    List<ConsumerRecord<byte[], byte[]>> beside =
        last.values().stream().filter(quiet -> quiet.partition() != storm.partition()).toList();

    assertThat(beside)
        .isNotEmpty()
        .allSatisfy(quiet -> assertThat(quiet.timestamp()).isLessThan(storm.timestamp()));
  }

  void steppedClocks(FaultRun run) throws Exception {
    List<LedgerInput> events = SteppingHosts.events(seed, 20);
    Path manifest = Manifests.write(run.folder().resolve("input"), events);
    run.load(events, PER_SECOND);

    run.start("one");

    run.finish(Expected.ofReplay(manifest, run.folder().resolve("out")));
  }

  /**
   * As an operator would do it: written by one command, published by another. At a pace: sent at
   * once, host events could run ahead of guest events by more than the horizon.
   */
  void fleetIntoTwoInstances(FaultRun run) throws Exception {
    Path fleet = run.folder().resolve("fleet");
    run("fleet", "--guests", 200, "--hosts", 20, "--days", 3, "--seed", seed, "--out", fleet);
    Path manifest = fleet.resolve("manifest.json");
    run.start("one");
    run.start("two");
    run.awaitMembersAtWork(2);

    run(
        "publish",
        "--manifest",
        manifest,
        "--speed",
        20_000,
        "--bootstrap-server",
        run.brokers().bootstrapServers(),
        "--topics-prefix",
        run.application() + ".");

    run.finish(
        Expected.ofReplay(manifest, run.folder().resolve("out")),
        lines(fleet.resolve("host-events.jsonl")) + lines(fleet.resolve("guest-events.jsonl")));
  }

  private static void run(Object... words) {
    Cli.Result result = Cli.run(words);
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static int lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }
}
