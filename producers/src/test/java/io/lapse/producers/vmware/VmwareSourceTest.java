package io.lapse.producers.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.producers.Sources;
import io.lapse.producers.Told;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.HostEventSourceContract;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmwareSourceTest extends HostEventSourceContract {
  private static final String HEAD = "2015-10-27T22:01:42.149Z| vcpu-0| I120: ";
  private static final String UNSTUN = "Checkpoint_Unstun: vm stopped for ";

  @Override
  protected HostEventSource source(SourceInput input) {
    return new VmwareSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return new SourceInput(
        file.toString(),
        file,
        "esx1",
        "vm1",
        Format.VMWARE,
        100_000,
        null,
        CounterWhilePaused.RUNS);
  }

  @Override
  protected List<String> goodLines() {
    return List.of(
        "2015-10-27T22:01:41.961Z| vcpu-0| I120: Destroying virtual dev for scsi0:0 vscsi=8198",
        HEAD + UNSTUN + "188405 us",
        "  a line that goes on",
        "2012-03-23T16:22:51.876Z| vcpu-0| " + UNSTUN + "3658889 us",
        "2021-05-04T10:22:10.123Z In(05) vcpu-0 - " + UNSTUN + "188405 us",
        "2021-05-04T12:22:20.123+02:00 In(05) vcpu-0 - " + UNSTUN + "0 us");
  }

  @Override
  protected int eventCount() {
    return 8;
  }

  @Override
  protected String expectation() {
    return "a vmware.log, 2015-10-27T22:01:42.149Z| vcpu-0| I120: ...";
  }

  @Test
  void read_makesAStopAndARestart_ofEachStun() throws IOException {
    Told told = read(write("good", goodLines()));

    // 2015-10-27T22:01:42.149Z, and 36 s of TAI - UTC.
    long restarted = (1_445_983_302_149L + 36_000) * 1_000_000;
    assertThat(told.inputs().get(0))
        .isInstanceOfSatisfying(
            HostEvent.Stopped.class,
            stopped -> {
              assertThat(stopped.stamp().at().nanos()).isEqualTo(restarted - 188_405_000);
              assertThat(stopped.reason()).isEqualTo(StopReason.UNKNOWN);
            });
    assertThat(told.inputs().get(1))
        .isInstanceOfSatisfying(
            HostEvent.Restarted.class,
            restart -> {
              assertThat(restart.stamp().at().nanos()).isEqualTo(restarted);
              assertThat(restart.mode()).isEqualTo(RestartMode.CONTINUED);
              assertThat(restart.counterWhilePaused()).isEqualTo(CounterWhilePaused.RUNS);
              assertThat(restart.envelope().host()).isEqualTo("esx1");
            });
  }

  /** The stamp may be 1 ms and 5 ms off beside the clock; the duration has a step of 1 us. */
  @Test
  void read_statesTheErrorOfTheStampOnce_andThatOfTheDuration() throws IOException {
    Told told = read(write("good", goodLines()));

    assertThat(told.inputs())
        .extracting(LedgerInput::stamp)
        .allSatisfy(
            stamp -> {
              assertThat(stamp.clockErrorNanos()).isEqualTo(100_000 + 1_000_000 + 5_000_000);
              assertThat(stamp.readingErrorNanos()).isEqualTo(1_000);
            });
  }

  @Test
  void read_takesTheOffsetOfTheStamp() throws IOException {
    Told told =
        read(
            write(
                "offsets",
                List.of(
                    HEAD + UNSTUN + "5 us",
                    HEAD.replace("22:01:42.149Z", "23:01:42.149+01:00") + UNSTUN + "5 us")));

    assertThat(told.inputs()).hasSize(4);
    assertThat(told.ids().subList(0, 2)).isEqualTo(told.ids().subList(2, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          -5 us; a stun must last 0 us or more: -5
          9223372036854776 us; a stun must last less than 2^63 ns: 9223372036854776 us
          99999999999999999999 us; a stun must last less than 2^63 ns: 99999999999999999999 us
          1445983302149001 us; a stun of 1445983302149001 us that ended at 2015-10-27T22:01:42.149Z: expected one that began after 1970
          1884; expected Checkpoint_Unstun: vm stopped for N us, found: vcpu-0| I120: Checkpoint_Unstun: vm stopped for 1884
          soon; expected Checkpoint_Unstun: vm stopped for N us, found: vcpu-0| I120: Checkpoint_Unstun: vm stopped for soon
          1.5 us; expected Checkpoint_Unstun: vm stopped for N us, found: vcpu-0| I120: Checkpoint_Unstun: vm stopped for 1.5 us
          """)
  void read_refusesAStunThatCannotBe_andKeepsTheOthers(String duration, String message)
      throws IOException {
    List<String> lines = new ArrayList<>(goodLines());
    lines.set(1, HEAD + UNSTUN + duration);
    Path file = write("bad", lines);

    Told told = read(file);

    assertThat(told.inputs()).hasSize(eventCount() - 2);
    assertThat(told.problems()).singleElement().hasToString(file + ":2: " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "2015-13-27T22:01:42.149Z",
    "2015-10-27T25:01:42.149Z",
    "9999-10-27T22:01:42.149Z",
    "2262-04-11T23:47:16.000Z"
  })
  void read_refusesAStampThatCannotBe(String stamp) throws IOException {
    Path file = write("bad", List.of(stamp + "| vcpu-0| I120: " + UNSTUN + "5 us"));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems()).singleElement().satisfies(p -> assertThat(p.line()).isOne());
  }

  @Test
  void read_refusesLocalTimeOnce_howeverManyStunsHaveIt() throws IOException {
    String stun = "Oct 27 22:01:42.149: vcpu-0| " + UNSTUN + "188405 us";
    Path file =
        write(
            "old", List.of("Oct 27 22:01:40.001: vmx| Log for VMware ESX", stun, stun, stun, stun));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file
                + ":2: its stamp is local time, Oct 27 22:01:42.149: expected Z or an offset from"
                + " UTC; all stuns with such a stamp are left out");
  }

  @Test
  void read_refusesTheWholeFile_whereNoLineIsOfAVmwareLog() throws IOException {
    Path file = write("other", List.of("{\"QMP\": {}}", "Checkpoint_Unstun: vm stopped for 5 us"));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file
                + ":1: not a vmware.log: expected lines as 2015-10-27T22:01:42.149Z| vcpu-0| I120:"
                + " ..., found: {\"QMP\": {}}");
  }

  @Test
  void read_skipsWhatOnlyQuotesAStun() throws IOException {
    Path file =
        write(
            "quoted",
            List.of(HEAD + "GuestRpc: log 'Checkpoint_Unstun: vm started', Checkpoint_Stun"));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems()).isEmpty();
  }

  @Test
  void log_leftBetweenAnyTwoLines_goesOnAsIfItHadNotBeen() throws IOException {
    List<String> lines = new ArrayList<>(goodLines());
    lines.add(1, "Oct 27 22:01:42.149: vcpu-0| " + UNSTUN + "188405 us");
    lines.add("Oct 27 22:01:42.149: vcpu-0| " + UNSTUN + "188405 us");
    SourceInput input = input(write("good", lines));
    Told whole = Told.by(source(input));

    for (int cut = 0; cut <= lines.size(); cut++) {
      Told parts = new Told();
      LogReader first = Sources.log(input, parts, null).orElseThrow();
      follow(first, parts, input, lines, 0, cut);
      LogReader rest = Sources.log(input, parts, first.memory()).orElseThrow();
      follow(rest, parts, input, lines, cut, lines.size());

      assertThat(parts.inputs()).isEqualTo(whole.inputs()).hasSize(eventCount());
      assertThat(parts.problems()).isEqualTo(whole.problems()).hasSize(1);
    }
  }

  private static void follow(
      LogReader log, Told told, SourceInput input, List<String> lines, int from, int to) {
    for (int index = from; index < to; index++) {
      Location where = new Location(input.path(), index + 1);
      try {
        log.take(Line.of(where, lines.get(index).getBytes(StandardCharsets.UTF_8), LineForm.TEXT));
      } catch (MalformedException e) {
        told.report(Problem.refused(where, e.explanation()));
      }
    }
  }
}
