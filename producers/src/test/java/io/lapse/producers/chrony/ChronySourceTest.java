package io.lapse.producers.chrony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.GuestEvent.ClockObservation;
import io.lapse.ledger.time.Stamp;
import io.lapse.producers.GuestInput;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineSourceContract;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.tai.UtcScale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChronySourceTest extends LineSourceContract {
  private static final String FIGURES =
      "7F000001,127.0.0.1,4,1795580780.897930931,0.049998749,-0.000000010,0.000000465,0.034,"
          + "-0.000,0.196,0.000005433,0.000001161,1.0,";

  @Override
  protected HostEventSource source(SourceInput input) {
    return new ChronySource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return GuestInput.of(Format.CHRONY, file);
  }

  @Override
  protected List<String> goodLines() {
    return List.of(
        "1795580781.638283132 " + FIGURES + "Normal",
        FIGURES + "Insert second",
        "2026-11-25T04:26:25Z " + FIGURES + "Normal");
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
    return 1;
  }

  @Override
  protected String expectation() {
    return "lines of chronyc -c tracking";
  }

  @Override
  protected String notUtf8() {
    return "not UTF-8: expected a line of text";
  }

  /**
   * Recorded with chrony 4.3, one right after the other:
   *
   * <pre>
   *   System time     : 0.049998749 seconds slow of NTP time
   *   Root delay      : 0.000005433 seconds
   *   Root dispersion : 0.000001162 seconds     (it grows; 0.000001161 in the line)
   *   Leap status     : Normal
   * </pre>
   */
  @Test
  void slowOfNtpTime_isBehind_thatIsPositive() throws IOException {
    Told told = read(write("slow", List.of("1795580781.638283132 " + FIGURES + "Normal")));

    ClockObservation observed = (ClockObservation) told.inputs().get(0);
    assertThat(observed.offsetNanos()).isEqualTo(49_998_749);
    // Half of 5433 is 2716.5, rounded up, and 1161.
    assertThat(observed.errorNanos()).isEqualTo(2_717 + 1_161);
    assertThat(observed.status()).isEqualTo("Normal");
    assertThat(observed.stamp())
        .isEqualTo(
            Stamp.of(UtcScale.toTai(1_795_580_781_638_283_132L), GuestInput.CLOCK_ERROR_NANOS));
  }

  /**
   * Recorded with chrony 4.3, 7 ms apart: {@code System time : 0.000001088 seconds fast of NTP
   * time}, then {@code -0.000001087} in the line.
   */
  @Test
  void fastOfNtpTime_isAhead_thatIsNegative() throws IOException {
    Told told =
        read(write("fast", List.of(FIGURES.replace("0.049998749", "-0.000001087") + "Normal")));

    assertThat(told.inputs())
        .extracting(input -> ((ClockObservation) input).offsetNanos())
        .containsExactly(-1_087L);
  }

  @Test
  void lineWithoutInstant_isStampedByItsReferenceTime() throws IOException {
    Told told = read(write("bare", List.of(FIGURES + "Normal")));

    assertThat(told.inputs())
        .extracting(input -> input.stamp().at())
        .containsExactly(UtcScale.toTai(1_795_580_780_897_930_931L));
  }

  @Test
  void instantWithoutAFraction_hasAResolutionOfASecond() throws IOException {
    Told told = read(write("coarse", List.of("1795580781 " + FIGURES + "Normal")));

    assertThat(told.inputs())
        .extracting(input -> input.stamp().resolutionNanos())
        .containsExactly(1_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7F000001,127.0.0.1,4,1795580780.897930931,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,Not synchronised | its leap status is Not synchronised
          00000000,,0,1795580780.897930931,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Normal                    | its reference ID is 00000000
          7F7F0101,,3,1795580744.899487863,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,Normal                    | its reference ID is 7F7F0101, its own clock (directive local)
          7F000001,127.0.0.1,4,0.000000000,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,Normal                    | its reference time is 0
          """)
  void chronyThatFollowsNobody_saysNothing(String line, String why) throws IOException {
    Path file = write("lost", List.of(line));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file + ":1: warning: chrony was not synchronised, " + why + ": no clock observation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          506 Cannot talk to daemon | expected the 14 fields of chronyc -c tracking, perhaps behind an instant and a blank, found: 506 Cannot talk to daemon
          7F000001,127.0.0.1,4      | expected the 14 fields of chronyc -c tracking, perhaps behind an instant and a blank, found: 7F000001,127.0.0.1,4
          Leap status     : Normal  | expected the 14 fields of chronyc -c tracking, perhaps behind an instant and a blank, found: Leap status     : Normal
          now $F                    | the instant must be seconds since 1970 or RFC 3339, within 64 bits of ns: now
          9223372037.0 $F           | the instant must be seconds, with at most 9 decimal places, within 64 bits of ns: 9223372037.0
          9223372036.8 $F           | the guest's CLOCK_REALTIME must lie before the year 2262: 9223372036800000000 ns
          $F=0.000001161=-0.1       | Root dispersion must be 0 or more: -0.1
          $F=0.000005433=-0.1       | Root delay must be 0 or more: -0.1
          $F=0.049998749=9223372037.0 | System time must be seconds, with at most 9 decimal places, within 64 bits of ns: 9223372037.0
          $F=0.000001161=9223372036.854775807 | Root delay and Root dispersion must fit into 64 bits of ns
          """)
  void badLine_isNamed_andCostsNothingElse(String pattern, String message) throws IOException {
    String[] parts = (pattern + "==").split("=", -1);
    String line = parts[0].replace("$F", FIGURES + "Normal");
    Path file =
        write(
            "bad",
            List.of(
                goodLines().get(0),
                parts[1].isEmpty() ? line : line.replace(parts[1], parts[2]),
                goodLines().get(2)));

    Told told = read(file);

    assertThat(told.inputs()).hasSize(2);
    assertThat(told.problems()).singleElement().hasToString(file + ":2: " + message);
  }
}
