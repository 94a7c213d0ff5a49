package io.lapse.cli.whatif.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.kernel.KernelCheck.Fired;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded runs whose TSC was advanced: what the sweep says that happened is what happened. */
class ClaimedRunsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TAI_OFFSET_NANOS = 37_000_000_000L;
  private static final Path KERNEL_CASES = Path.of("src/test/resources/kernel");

  @ParameterizedTest
  @ValueSource(strings = {"D_spinu_J60", "D_std_J60", "D_std_J600", "D_forked_snapshot"})
  void recordedRow_isTheTruth(String run) throws IOException {
    List<JsonNode> outages = truth(run);

    Figures recorded = recorded(run);

    long compensatedNanos = 0;
    long largestNanos = 0;
    Map<TimerClock, Fired> fired = new EnumMap<>(TimerClock.class);
    for (JsonNode outage : outages) {
      compensatedNanos += outage.get("compensated_ns").longValue();
      largestNanos = Math.max(largestNanos, outage.get("compensated_ns").longValue());
      fired(outage).forEach((base, one) -> fired.merge(base, one, ClaimedRunsTest::sum));
    }
    Fired all = fired.values().stream().reduce(new Fired(0, 0), ClaimedRunsTest::sum);
    assertThat(recorded.orZero(Figure.OUTAGES)).isEqualTo(outages.size());
    assertThat(recorded.orZero(Figure.COMPENSATED)).isEqualTo(outages.size());
    assertThat(recorded.orZero(Figure.MONOTONIC_JUMPED_MS)).isEqualTo(compensatedNanos / 1_000_000);
    assertThat(recorded.orZero(Figure.MONOTONIC_JUMP_MAX_NS)).isEqualTo(largestNanos);
    assertThat(recorded.orZero(Figure.TIMERS)).isEqualTo(all.timers());
    assertThat(recorded.orZero(Figure.OVERRUNS)).isEqualTo(all.overruns());
    assertThat(recorded.orZero(Figure.MONOTONIC_TIMERS))
        .isEqualTo(fired.get(TimerClock.MONOTONIC).timers());
  }

  /** The counter of the scenario was advanced by the guest's clocks less NTP's correction. */
  @ParameterizedTest
  @ValueSource(strings = {"D_spinu_J60", "D_std_J60", "D_std_J600"})
  void emulatedScenario_firesTheSameTimers(String run) throws IOException {
    Map<TimerClock, Fired> recorded = fired(truth(run).get(0));

    Map<TimerClock, Fired> emulated = emulated(run);

    for (TimerClock base : TimerClock.values()) {
      Fired real = recorded.get(base);
      Fired found = emulated.get(base);
      assertThat(found.timers()).as("%s", base).isEqualTo(real.timers());
      assertThat(found.overruns() - real.overruns())
          .as("%s", base)
          .isBetween(-real.timers(), real.timers());
    }
  }

  private static Figures recorded(String run) throws IOException {
    Recordings.Reading reading =
        Recordings.read(Manifest.load(Cli.RECORDINGS.resolve(run).resolve("manifest-claims.json")));
    assertThat(reading.problems()).isEmpty();
    List<LedgerInput> history = new ArrayList<>(reading.inputs());
    List<JsonNode> restarts = truth(run);
    restarts.subList(1, restarts.size()).forEach(restart -> history.add(claim(restart)));
    return CompensatingHost.recorded(CompensatingHost.swept(history, List.of(0L))).figures();
  }

  /** The claims of a run tell of its first restart alone. */
  private static HostEvent.Compensation claim(JsonNode restart) {
    long restartedNanos = restart.get("restarted_realtime_ns").longValue();
    TaiInstant restartedAt = new TaiInstant(restartedNanos + TAI_OFFSET_NANOS);
    String host = restart.get("destination_host").textValue();
    return new HostEvent.Compensation(
        new Envelope("probe-std", host, Stamp.of(restartedAt, 0), Source.JSONL, null),
        restartedAt,
        restart.get("compensated_ns").longValue());
  }

  /** Each restart, of a stop with two. */
  private static List<JsonNode> truth(String run) throws IOException {
    JsonNode truth = JSON.readTree(Cli.RECORDINGS.resolve(run).resolve("truth.json").toFile());
    List<JsonNode> outages = new ArrayList<>();
    truth.path(truth.has("restarts") ? "restarts" : "outages").forEach(outages::add);
    return outages;
  }

  private static Map<TimerClock, Fired> fired(JsonNode outage) {
    Map<TimerClock, Fired> fired = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      String name = base.name().toLowerCase(Locale.ROOT);
      long periodic = outage.get("periodic_timers_by_base").path(name).asLong(0);
      long oneShots = outage.get("expired_one_shots_by_base").path(name).asLong(0);
      long expirations = outage.get("periodic_expirations_by_base").path(name).asLong(0);
      fired.put(base, new Fired(oneShots + periodic, expirations - periodic));
    }
    return fired;
  }

  private static Fired sum(Fired one, Fired other) {
    return new Fired(one.timers() + other.timers(), one.overruns() + other.overruns());
  }

  /** What {@code lapse emulate} prints of the jump in the case of that name. */
  private static Map<TimerClock, Fired> emulated(String run) throws IOException {
    Path file = KERNEL_CASES.resolve(run + ".json");
    JsonNode scenario = JSON.readTree(file.toFile()).get("scenario");
    Map<String, TimerClock> bases = new HashMap<>();
    scenario.get("timers").forEach(timer -> bases.put(timer.get("id").textValue(), base(timer)));
    Cli.Result result = Cli.run("emulate", file);
    assertThat(result.exitCode()).as(result.err()).isZero();
    Map<TimerClock, Fired> fired = new EnumMap<>(TimerClock.class);
    for (String line : result.out().lines().toList()) {
      JsonNode operation = JSON.readTree(line);
      if (operation.get("op").textValue().equals("tsc_jump")) {
        operation
            .get("effects")
            .forEach(
                effect -> {
                  if (effect.has("timer")) {
                    TimerClock base = bases.get(effect.get("timer").textValue());
                    fired.merge(base, read(effect), ClaimedRunsTest::sum);
                  }
                });
      }
    }
    return fired;
  }

  private static Fired read(JsonNode effect) {
    long overruns =
        effect.has("ticks") ? effect.get("ticks").longValue() - 1 : effect.get("overruns").asLong();
    return new Fired(1, overruns);
  }

  private static TimerClock base(JsonNode timer) {
    TimerClock clock = TimerClock.valueOf(timer.get("clock").textValue().toUpperCase(Locale.ROOT));
    boolean onMonotonic = clock == TimerClock.REALTIME && !timer.get("absolute").booleanValue();
    return onMonotonic ? TimerClock.MONOTONIC : clock;
  }
}
