package io.lapse.producers.qmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineSourceContract;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QmpSourceTest extends LineSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new QmpSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, "h0", "vm1", Format.QMP, 100_000, 37, CounterWhilePaused.STOPS);
  }

  @Override
  protected List<String> goodLines() {
    return List.of(
        "{\"QMP\": {\"version\": {}, \"capabilities\": []}}",
        "{\"return\": {}, \"id\": \"1\"}",
        event(10, "RTC_CHANGE"),
        event(20, "STOP"),
        "{\"return\": {\"status\": \"paused\", \"running\": false}}",
        event(30, "RESUME"),
        event(40, "SHUTDOWN"));
  }

  @Override
  protected int eventCount() {
    return 3;
  }

  @Override
  protected boolean linesStandAlone() {
    return true;
  }

  @Override
  protected int eventLine() {
    return 3;
  }

  @Override
  protected String expectation() {
    return "a QMP log, {\"QMP\": ...} first";
  }

  @Test
  void read_refusesTheWholeFile_whereNoLineIsQmp() throws IOException {
    Path file = write("notes.txt", List.of("", "Dear diary,", "{\"a\": 1}", "yours"));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file
                + ":2: not a QMP log: expected the greeting {\"QMP\": ...} first, found: Dear"
                + " diary,");
  }

  @Test
  void read_warnsOnce_ofALogThatLostItsGreeting() throws IOException {
    Path file = write("late", goodLines().subList(1, 7));

    Told told = read(file);

    assertThat(told.inputs()).hasSize(3);
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file
                + ":1: warning: the log has lost its beginning: expected the greeting"
                + " {\"QMP\": ...} first");
  }

  @Test
  void read_takesWhatIsQmp_whereTheGreetingIsGarbled() throws IOException {
    Path file = write("torn", List.of("MP\": {}}", event(20, "STOP")));

    Told told = read(file);

    assertThat(told.inputs()).hasSize(1);
    assertThat(told.problems()).singleElement().satisfies(p -> assertThat(p.line()).isOne());
  }

  static String event(long second, String name) {
    return String.format(
        "{\"timestamp\": {\"seconds\": %d, \"microseconds\": 7}, \"event\": \"%s\"}",
        1_795_000_000L + second, name);
  }
}
