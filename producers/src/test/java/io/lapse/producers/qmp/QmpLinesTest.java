package io.lapse.producers.qmp;

import static io.lapse.producers.qmp.QmpSourceTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Recorded;
import io.lapse.producers.Told;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A line that is scanned says what it says when it is parsed. */
class QmpLinesTest {
  private static final long SEED = Long.getLong("lapse.seed", 1);
  private static final int TRIES = Integer.getInteger("lapse.tries", 20_000);
  private static final String PIECES = "{}[]\":,\\ \t0123456789-+.eEntf\u00e9\u0001\u007f";

  private static final List<String> ODD_LINES =
      List.of(
          "{}",
          "{\"event\": \"\"}",
          "{\"event\": null}",
          "{\"event\": \"STOP\", \"event\": \"STOP\"}",
          "{\"event\": \"STOP\", \"data\": {\"a\": {\"b\": 1, \"b\": 2}}}",
          "{\"event\": \"STOP\", \"data\": null, \"timestamp\": null}",
          "{\"event\": \"STOP\", \"data\": 1}",
          "{\"event\": \"MIGRATION\", \"data\": {}}",
          "{\"event\": \"MIGRATION\", \"data\": {\"status\": null}}",
          "{\"event\": \"MIGRATION\", \"data\": {\"status\": \"\\u0061ctive\"}}",
          "{\"event\": \"RESET\", \"data\": {\"guest\": 1}}",
          "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1e3, \"microseconds\": 0}}",
          "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 01, \"microseconds\": 0}}",
          "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1.0, \"microseconds\": 0}}",
          "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": -0, \"microseconds\": -0}}",
          "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1, \"microseconds\": 1000000}}",
          "{\"return\": {\"status\": 1, \"running\": true}}",
          "{\"return\": {\"status\": \"\", \"running\": true}}",
          "{\"return\": {\"status\": \"completed\", \"downtime\": 2147483648}}",
          "{\"return\": {\"status\": \"completed\", \"total-time\": 0, \"downtime\": 0}}",
          "{\"return\": {\"status\": \"completed\", \"total-time\": 9, \"downtime\": 0}}",
          "{\"return\": {\"status\": \"completed\", \"total-time\": 0.0, \"downtime\": 0}}",
          "{\"return\": [1, {\"status\": \"completed\"}]} ",
          "{\"return\": {}} x",
          "{\"return\": {}}{}",
          "[]",
          "1",
          "\"" + "x".repeat(100) + "\"",
          "{\"" + "x".repeat(100) + "\": 1}",
          "{\"event\": \"" + "X".repeat(5_000) + "\"}",
          "{\"return\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}");

  @Test
  void message_isThatOfTheParser_whateverIsDamaged() throws IOException {
    List<String> lines = lines();
    Random random = new Random(SEED);
    for (int trial = 0; trial < TRIES; trial++) {
      List<String> log = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        String line = lines.get(random.nextInt(lines.size()));
        log.add(random.nextBoolean() ? line : damaged(line, random));
      }

      Told scanned = told(log, true);
      Told parsed = told(log, false);

      assertThat(scanned.inputs()).as("-Dlapse.seed=%s, %s", SEED, log).isEqualTo(parsed.inputs());
      assertThat(scanned.problems()).as("%s", log).isEqualTo(parsed.problems());
    }
  }

  @Test
  void message_isThatOfTheParser_inEachOddLine() {
    for (String line : ODD_LINES) {
      Told scanned = told(List.of(line), true);
      Told parsed = told(List.of(line), false);

      assertThat(scanned.problems()).as(line).isEqualTo(parsed.problems());
      assertThat(scanned.inputs()).as(line).isEqualTo(parsed.inputs());
    }
  }

  @Test
  void answerThatIsTooLong_saysNothing_andAnythingElseIsRefused() throws MalformedException {
    assertThat(new QmpLines().message(tooLong("{\"return\": [1, 2")))
        .isInstanceOf(QmpMessage.Other.class);
    assertThatThrownBy(() -> new QmpLines().message(tooLong("{\"timestamp\": ")))
        .isInstanceOf(MalformedException.class)
        .hasMessage("longer than 1048576 bytes: expected one JSON object a line");
  }

  private static Line tooLong(String head) {
    return Line.tooLong(
        new Location("log", 1), head.getBytes(StandardCharsets.UTF_8), LineForm.MESSAGE);
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>(ODD_LINES);
    lines.add(event(10, "STOP"));
    lines.add(event(11, "RESUME"));
    try (Stream<Path> logs = Files.list(Recorded.run("C_live6"))) {
      for (Path log : logs.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
        lines.addAll(Files.readAllLines(log));
      }
    }
    return lines;
  }

  private static String damaged(String line, Random random) {
    StringBuilder damaged = new StringBuilder(line);
    for (int wounds = random.nextInt(3); wounds >= 0; wounds--) {
      int at = random.nextInt(damaged.length() + 1);
      if (random.nextBoolean()) {
        damaged.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      } else {
        damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(3)));
      }
    }
    return damaged.toString();
  }

  private static Told told(List<String> log, boolean scanned) {
    Told told = new Told();
    QmpReader reader = new QmpReader(input(), told);
    QmpLines lines = new QmpLines();
    for (String text : log) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Line line = Line.of(new Location("log", 1), bytes, LineForm.MESSAGE);
      try {
        QmpMessage message = scanned ? lines.message(line) : QmpMessage.parse(line.text());
        reader.take(message, line.where());
      } catch (MalformedException e) {
        told.report(Problem.refused(line.where(), e.explanation()));
      }
    }
    return told;
  }

  private static SourceInput input() {
    return new SourceInput(
        "log", Path.of("log"), "h0", "vm1", Format.QMP, 5, null, CounterWhilePaused.STOPS);
  }
}
