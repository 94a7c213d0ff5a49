package io.lapse.producers.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibvirtSourceTest extends LineSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new LibvirtSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return input(file, null);
  }

  private static SourceInput input(Path file, String guest) {
    return new SourceInput(
        file.toString(), file, "h0", guest, Format.LIBVIRT, 100_000, 37, CounterWhilePaused.STOPS);
  }

  @Override
  protected List<String> goodLines() {
    return List.of(
        line(10, "rtc-change", "vm1", ": 0"),
        line(20, "lifecycle", "vm1", ": Suspended Paused"),
        line(30, "lifecycle", "vm1", ": Resumed Unpaused"),
        line(40, "job-completed", "vm1", ":"),
        "\toperation: 5",
        "\tdowntime: 67",
        line(50, "lifecycle", "vm1", ": Stopped Destroyed"));
  }

  @Override
  protected int eventCount() {
    return 4;
  }

  @Override
  protected int eventLine() {
    return 2;
  }

  @Override
  protected String expectation() {
    return "text of virsh event --timestamp, TIME: event 'lifecycle' for domain ...";
  }

  @Override
  protected String notUtf8() {
    return "not UTF-8: expected a line of text";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"QMP": {}}                                  | not an event of virsh: expected TIME: event 'NAME' for domain 'NAME', in English (LC_ALL=C), found: {"QMP": {}}
          "event 'reboot' for domain 'vm1'"            | an event without time: expected virsh event with --timestamp, found: event 'reboot' for domain 'vm1'
          "2026-11-22 21:52:56.863+0000: event STOP for domain 'x': <null>" | a monitor's event: expected virsh event, not virsh qemu-monitor-event, found: 2026-11-22 21:52:56.863+0000: event STOP for domain 'x': <nu...
          """,
      quoteCharacter = '"')
  void read_refusesTheWholeFile_whereNoLineIsOfVirshEvent(String line, String why)
      throws IOException {
    Path file = write("other", List.of("", line.replace("\"\"", "\""), line, line));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(file + ":2: not a log of virsh event: " + why);
  }

  @Test
  void read_takesOneGuest_whereOnlyThatIsAskedFor() throws IOException {
    Path file =
        write(
            "two",
            List.of(
                line(10, "lifecycle", "a", ": Suspended Paused"),
                line(11, "lifecycle", "it's b: 'x'", ": Suspended Paused")));

    Told told = Told.by(source(input(file, "it's b: 'x'")));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).extracting(LedgerInput::guest).containsExactly("it's b: 'x'");
  }

  @Test
  void read_warnsOnce_whereTheGuestIsNotThere() throws IOException {
    Path file = write("good", goodLines());

    Told told = Told.by(source(input(file, "vm2")));

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file + ": warning: nothing is said of domain vm2: expected its name, found vm1");
  }

  @Test
  void read_warnsOnce_ofAWordThatIsNotKnown() throws IOException {
    String word = line(10, "lifecycle", "vm1", ": Angehalten Pausiert");
    Path file = write("german", List.of(word, word));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file
                + ":1: warning: a lifecycle event that is not known, Angehalten Pausiert: it is"
                + " left out; expected Started, Suspended, Resumed, Stopped, ... in English"
                + " (LC_ALL=C)");
  }

  @Test
  void read_passesOver_whatVirshSaysOfItself() throws IOException {
    Path file = write("remarks", List.of("event loop interrupted", "events received: 0"));

    assertThat(read(file).problems()).isEmpty();
  }

  static String line(long second, String event, String domain, String says) {
    return String.format(
        "2026-11-22 21:53:%02d.275+0000: event '%s' for domain '%s'%s",
        second, event, domain, says);
  }
}
