package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A host that takes TAI - UTC to be 36 s in 2025, when it is 37 s. */
class OffsetCheckedLogTest {
  private static final int WRONG_SECONDS = 36;
  private static final int RIGHT_SECONDS = 37;

  private final List<LedgerInput> events = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Test
  void log_leftBetweenAnyTwoLines_saysOnceThatTheHostIsWrong() throws Exception {
    List<String> lines = List.of(line("STOP", 10), line("RESUME", 12), line("STOP", 14));
    readWhole(lines);
    List<LedgerInput> whole = List.copyOf(events);
    List<String> said = List.copyOf(problems);
    events.clear();
    problems.clear();

    String memory = null;
    for (int line = 0; line < lines.size(); line++) {
      LogReader log = log(WRONG_SECONDS, memory);
      log.take(parsed(lines.get(line), line + 1));
      memory = log.memory();
    }

    assertThat(events).isEqualTo(whole);
    assertThat(problems).isEqualTo(said);
    assertThat(whole).filteredOn(HostEvent.HostClock.class::isInstance).hasSize(1);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("tai_offset_s of this input is 36, expected 37 by the leap-second table");
  }

  @Test
  void log_ofAHostThatIsRight_saysNothingOfIt() throws Exception {
    LogReader log = log(RIGHT_SECONDS, null);

    log.take(parsed(line("STOP", 10), 1));

    assertThat(events).singleElement().isInstanceOf(HostEvent.Stopped.class);
    assertThat(problems).isEmpty();
  }

  private void readWhole(List<String> lines) throws Exception {
    LogReader log = log(WRONG_SECONDS, null);
    for (int line = 0; line < lines.size(); line++) {
      log.take(parsed(lines.get(line), line + 1));
    }
  }

  private LogReader log(int statedSeconds, @Nullable String memory) {
    SourceInput input =
        new SourceInput(
            "qmp.log",
            Path.of("qmp.log"),
            "h0",
            "g0",
            Format.QMP,
            1_000,
            statedSeconds,
            CounterWhilePaused.UNKNOWN);
    return Sources.checkedLog(input, new Heard(), memory).orElseThrow();
  }

  private final class Heard implements HostEventSource.Sink {
    @Override
    public void accept(LedgerInput input, Location where) {
      events.add(input);
    }

    @Override
    public void report(Problem problem) {
      problems.add(problem.toString());
    }
  }

  private static Line parsed(String text, int number) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Line.of(new Location("qmp.log", number), bytes, LineForm.JSON);
  }

  private static String line(String event, long seconds) {
    return "{\"timestamp\": {\"seconds\": "
        + (1_750_000_000L + seconds)
        + ", \"microseconds\": 5}, \"event\": \""
        + event
        + "\"}";
  }
}
