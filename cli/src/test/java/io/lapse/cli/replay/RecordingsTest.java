package io.lapse.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.json.EntryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real QEMU processes and virsh logged, against what really happened to the guest. */
class RecordingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VIRSH = "../libvirt/";
  private static final int RUNS = 13;

  static List<String> runs() throws IOException {
    try (Stream<Path> qmp = Files.list(Cli.RECORDINGS);
        Stream<Path> virsh = Files.list(Cli.RECORDINGS.resolve(VIRSH))) {
      return Stream.concat(
              qmp.map(folder -> folder.getFileName().toString()),
              virsh.map(folder -> VIRSH + folder.getFileName()))
          .sorted()
          .toList();
    }
  }

  @Test
  void recordings_areThere() throws IOException {
    assertThat(runs()).hasSizeGreaterThanOrEqualTo(RUNS);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void ledger_ofTheLogsAlone_isTheTruth(String run) throws IOException {
    check(run, "manifest.json", false);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void ledger_withTheClaims_isTheTruth(String run) throws IOException {
    boolean claims = Files.exists(Cli.RECORDINGS.resolve(run).resolve("manifest-claims.json"));
    check(run, claims ? "manifest-claims.json" : "manifest.json", claims);
  }

  private static List<LedgerInput> inputs(String run, String manifest) {
    Recordings.Reading reading =
        Recordings.read(Manifest.load(Cli.RECORDINGS.resolve(run).resolve(manifest)));
    assertThat(reading.problems()).isEmpty();
    return reading.inputs();
  }

  private static List<Entry> replay(List<LedgerInput> inputs) {
    return Replay.run(inputs, Rules.DEFAULT, false).entries();
  }

  private static void check(String run, String manifest, boolean claims) throws IOException {
    JsonNode truth = JSON.readTree(Cli.RECORDINGS.resolve(run).resolve("truth.json").toFile());
    List<Entry> outages =
        replay(inputs(run, manifest)).stream()
            .filter(entry -> entry.entryKind() == EntryKind.POSTED)
            .toList();

    if (truth.has("outages_at_most")) {
      assertThat(outages).hasSizeLessThanOrEqualTo(truth.get("outages_at_most").intValue());
    } else {
      assertThat(outages).hasSize(truth.get("outages").size());
    }
    Set<Violation> violations = new HashSet<>();
    outages.forEach(outage -> violations.addAll(outage.violations()));
    truth
        .path("violations_expected")
        .forEach(name -> assertThat(violations).contains(Violation.valueOf(name.textValue())));
    for (int i = 0; i < truth.get("outages").size(); i++) {
      JsonNode outage = truth.get("outages").get(i);
      checkEnds(outages.get(i), outage, truth);
      if (claims) {
        checkClaims(outages.get(i), outage);
      }
    }
  }

  private static void checkEnds(Entry entry, JsonNode outage, JsonNode truth) {
    long taiOffsetNanos = truth.get("tai_offset_s").longValue() * 1_000_000_000L;
    List<String> kinds = new ArrayList<>(List.of(outage.get("kind").textValue()));
    outage.path("kind_accepted").forEach(kind -> kinds.add(kind.textValue()));

    assertThat(entry.kind()).isNotNull();
    assertThat(kinds).contains(entry.kind().name());
    assertThat(entry.sourceHost()).isEqualTo(outage.get("source_host").textValue());
    assertThat(entry.destinationHost()).isEqualTo(outage.get("destination_host").textValue());
    assertThat(entry.stoppedAt())
        .isEqualTo(new TaiInstant(outage.get("stopped_realtime_ns").longValue() + taiOffsetNanos));
    assertThat(entry.restartedAt())
        .isEqualTo(
            new TaiInstant(outage.get("restarted_realtime_ns").longValue() + taiOffsetNanos));
    assertThat(Math.abs(entry.toutNanos() - outage.get("tout_ns").longValue()))
        .isLessThanOrEqualTo(truth.get("tout_tolerance_ns").longValue());
    if (outage.path("cooperative").booleanValue()) {
      assertThat(entry.cooperation()).isEqualTo(Cooperation.COOPERATIVE);
    }
  }

  private static void checkClaims(Entry entry, JsonNode outage) {
    assertThat(entry.amounts()).isNotNull();
    assertThat(entry.amounts().compensatedNanos())
        .isEqualTo(outage.get("compensated_ns").longValue());
    if (!outage.get("slept_ns").isNull()) {
      assertThat(entry.amounts().sleptNanos()).isEqualTo(outage.get("slept_ns").longValue());
    }
    if (outage.has("expired_one_shots_by_base")) {
      assertThat(entry.expired()).isNotNull();
      checkExpired(entry.expired().monotonic(), "monotonic", outage);
      checkExpired(entry.expired().boottime(), "boottime", outage);
      checkExpired(entry.expired().realtime(), "realtime", outage);
      checkExpired(entry.expired().tai(), "tai", outage);
    }
  }

  private static void checkExpired(BaseExpiry expired, String base, JsonNode outage) {
    long periodic = outage.get("periodic_timers_by_base").path(base).asLong(0);
    long oneShots = outage.get("expired_one_shots_by_base").path(base).asLong(0);
    long expirations = outage.get("periodic_expirations_by_base").path(base).asLong(0);

    assertThat(expired.expected()).as(base).isEqualTo(oneShots + periodic);
    assertThat(expired.overruns()).as(base).isEqualTo(expirations - periodic);
    assertThat(expired.low()).isLessThanOrEqualTo(expired.expected());
    assertThat(expired.high()).isGreaterThanOrEqualTo(expired.expected());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void inputs_shuffledAndDoubled_giveTheSameBytes(String run) {
    long seed = System.nanoTime();
    System.out.println(run + ": seed " + seed);
    List<LedgerInput> inputs = inputs(run, "manifest.json");
    List<LedgerInput> disorder = new ArrayList<>(inputs);
    disorder.addAll(inputs);
    Collections.shuffle(disorder, new Random(seed));

    List<Entry> once = replay(inputs);
    List<Entry> again = replay(disorder);

    assertThat(again.stream().map(EntryJson::write))
        .as("seed " + seed)
        .containsExactlyElementsOf(once.stream().map(EntryJson::write).toList());
  }
}
