package io.lapse.producers.adjtimex;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.GuestEvent.ClockObservation;
import io.lapse.producers.GuestInput;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reading between two good ones, each printed by another program. */
class AdjtimexReadingsTest {
  private static final String JSON =
      "{\"realtime_ns\":1795580261000000000,\"offset\":1,\"maxerror\":500,\"status\":8193}";

  private static final List<String> ADJTIMEX =
      List.of(
          "         mode: 0",
          "       offset: -123456",
          "    frequency: 809042",
          "     maxerror: 14500",
          "     esterror: 321",
          "       status: 8193",
          "time_constant: 7",
          "    precision: 1",
          "    tolerance: 32768000",
          "         tick: 10000",
          "     raw time:  1795580271s 64633123ns = 1795580271.064633123");

  private static final List<String> NTPTIME =
      List.of(
          "ntp_gettime() returns code 0 (OK)",
          "  time eeb0dff9.108bd000 2026-11-25T04:18:01.064Z, (.064633123),",
          "  maximum error 14500 us, estimated error 321 us, TAI offset 0",
          "ntp_adjtime() returns code 0 (OK)",
          "  modes 0x0 (),",
          "  offset -123.456 us, frequency 12.345 ppm, interval 1 s,",
          "  maximum error 14500 us, estimated error 321 us,",
          "  status 0x2001 (PLL,NANO),",
          "  time constant 7, precision 1.000 us, tolerance 500 ppm,");

  @TempDir Path folder;

  /** A positive offset is still to be added by the kernel: the clock is behind. */
  @Test
  void offset_ofEachForm_hasTheSignOfTheKernel() throws IOException {
    Told told = read(write(JSON, ADJTIMEX, NTPTIME));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs())
        .extracting(input -> ((ClockObservation) input).offsetNanos())
        .containsExactly(1L, -123_456L, -123_456L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1  | ~                                                    | 1  | expected a reading of adjtimex --print, of ntptime, or a JSON object, found: offset: -123456
          2  | ~                                                    | 2  | expected line 2 of the report, found: frequency: 809042...
          4  | `     maxerror: many`                                | 4  | expected line 4 of the report, found: maxerror: many...
          6  | `       status: -1`                                  | 6  | expected line 6 of the report, found: status: -1...
          11 | `     raw time:  -5s 1ns = -5.000000001`             | 11 | raw time must be 0 s or more: -5 s (32 bits of it end in 2038)...
          11 | `     raw time:  1s 1000000000ns = 1.1000000000`     | 11 | expected line 11 of the report, found: raw time:  1s 1000000000ns = 1.1000000000...
          11 | `     raw time:  9223372037s 1ns = 9223372037.1`     | 11 | the instant must lie within 64 bits of ns since 1970: 9223372037 s...
          11 | ~                                                    | 11 | cut off: expected the rest of the report, found: ntp_gettime() returns code 0 (OK)...
          """)
  void badLineOfAdjtimex_isNamed_andCostsTheReading(
      int edited, String replacement, int line, String complaint) throws IOException {
    Path file = write(JSON, damaged(ADJTIMEX, edited, replacement), NTPTIME);

    Told told = read(file);

    assertThat(told.inputs()).hasSize(2);
    assertThat(told.problems())
        .singleElement()
        .hasToString(file + ":" + (1 + line) + ": " + expanded(complaint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1  | ~                                             | 1  | expected a reading of adjtimex --print, of ntptime, or a JSON object, found: time eeb0dff9.108bd000 2026-11-25T04:18:01.064Z, (.064633123...
          2  | `  time eeb0dff9.108bd000 2026, (.0646),`     | 2  | expected line 2 of the report, found: time eeb0dff9.108bd000 2026, (.0646),...
          6  | `  offset soon us, frequency 1.000 ppm, interval 1 s,` | 6 | expected line 6 of the report, found: offset soon us, frequency 1.000 ppm, interval 1 s,...
          8  | `  status 0x (PLL),`                          | 8  | expected line 8 of the report, found: status 0x (PLL),...
          9  | ~                                             | 9  | cut off: expected the rest of the report, found: mode: 0...
          """)
  void badLineOfNtptime_isNamed_andCostsTheReading(
      int edited, String replacement, int line, String complaint) throws IOException {
    Path file = write(JSON, damaged(NTPTIME, edited, replacement), ADJTIMEX);

    Told told = read(file);

    assertThat(told.inputs()).hasSize(2);
    String expected = edited == 1 ? complaint : expanded(complaint);
    assertThat(told.problems())
        .singleElement()
        .hasToString(file + ":" + (1 + line) + ": " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"offset":1,"maxerror":5,"status":1}                                         | realtime_ns is missing: expected a whole number
          {"realtime_ns":5,"maxerror":5,"status":1}                                    | offset is missing: expected a whole number
          {"realtime_ns":5,"offset":1,"status":1}                                      | maxerror is missing: expected a whole number
          {"realtime_ns":5,"offset":1,"maxerror":5}                                    | status is missing: expected a whole number
          {"realtime_ns":5,"offset":0.5,"maxerror":5,"status":1}                       | offset must be a whole number within 64 bits: 0.5
          {"realtime_ns":5,"offset":1,"maxerror":-5,"status":1}                        | maxerror must be 0 or more: -5
          {"realtime_ns":5,"offset":9223372036854775807,"maxerror":5,"status":1}       | offset must lie within 64 bits of ns: 9223372036854775807 us
          {"realtime_ns":9223372036854775807,"offset":1,"maxerror":5,"status":1}       | the guest's CLOCK_REALTIME must lie before the year 2262: 9223372036854775807 ns
          {"realtime_ns":5,"offset":1,"maxerror":5,"status":1,"return":3000000000}     | return must be what adjtimex returned, 0 to 5: 3000000000
          {"realtime_ns":5                                                             | cut off: expected a whole JSON object, found: {"realtime_ns":5
          """)
  void badJson_isNamed_andCostsTheReading(String line, String complaint) throws IOException {
    Path file = write(JSON, List.of(line), ADJTIMEX);

    Told told = read(file);

    assertThat(told.inputs()).hasSize(2);
    assertThat(told.problems()).singleElement().hasToString(file + ":2: " + complaint);
  }

  /** It may be the return value that is damaged. */
  @Test
  void damageBehindAReading_costsWhatItReturned() throws IOException {
    List<String> lines = new ArrayList<>(ADJTIMEX);
    lines.add(" return val");
    Path file = write(JSON, lines, NTPTIME);

    Told told = read(file);

    assertThat(told.inputs())
        .extracting(input -> ((ClockObservation) input).status())
        .containsExactly("0x2001 (PLL,NANO)", "0x2001 (PLL,NANO)", "0x2001 (PLL,NANO) OK");
    assertThat(told.problems())
        .singleElement()
        .hasToString(file + ":13: expected the next report, found: return val");
  }

  @Test
  void readingThatIsCutOffByTheEndOfTheFile_isNamed() throws IOException {
    Path file = write(JSON, NTPTIME, ADJTIMEX.subList(0, 4));

    Told told = read(file);

    assertThat(told.inputs()).hasSize(2);
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file
                + ":14: cut off: expected the rest of the report, found the end of the file; the"
                + " report that begins in line 11 is left out");
  }

  @ParameterizedTest
  @CsvSource({
    "0x40 (UNSYNC), 64, 500",
    "0x2041 (PLL;UNSYNC;NANO), 8257, 500",
    "0x2001 (PLL;NANO), 8193, 16000000",
  })
  void clockThatIsNotSynchronised_isNotObserved(String status, long bits, long maxError)
      throws IOException {
    String line = JSON.replace(":8193", ":" + bits).replace(":500", ":" + maxError);
    Path file = write(line, ADJTIMEX, NTPTIME);

    Told told = read(file);

    assertThat(told.inputs()).hasSize(2);
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file
                + ":1: warning: the kernel's clock was not synchronised, status "
                + status.replace(';', ',')
                + ", maxerror "
                + maxError
                + " us: no clock observation");
  }

  /** The first second after each end: of 32 bits from 1900, and of the top bit before. */
  @ParameterizedTest
  @CsvSource({
    "80000000, -61505152",
    "ffffffff, 2085978495",
    "00000000, 2085978496",
    "7fffffff, 4233462143",
  })
  void ntpSeconds_areOfTheErasFrom1968To2104(String hex, long unixSeconds) throws IOException {
    List<String> lines = damaged(NTPTIME, 2, NTPTIME.get(1).replace("eeb0dff9", hex));

    Told told = read(write(JSON, lines, ADJTIMEX));

    long offset = unixSeconds < 0 ? 10 : 37;
    assertThat(told.inputs().get(1).stamp().at().nanos())
        .isEqualTo((unixSeconds + offset) * 1_000_000_000L + 64_633_123);
  }

  private static String expanded(String complaint) {
    String leftOut = "; the report that begins in line 2 is left out";
    return complaint.endsWith("...")
        ? complaint.substring(0, complaint.length() - 3) + leftOut
        : complaint;
  }

  private static List<String> damaged(List<String> report, int edited, String replacement) {
    List<String> lines = new ArrayList<>(report);
    if (replacement.equals("~")) {
      lines.remove(edited - 1);
    } else {
      lines.set(edited - 1, replacement);
    }
    return lines;
  }

  private Path write(String json, List<String> one, List<String> other) throws IOException {
    List<String> lines = new ArrayList<>(List.of(json));
    lines.addAll(one);
    lines.addAll(other);
    return Files.write(folder.resolve("readings"), lines);
  }

  private static Told read(Path file) {
    return Told.by(new AdjtimexSource(GuestInput.of(Format.ADJTIMEX, file)));
  }
}
