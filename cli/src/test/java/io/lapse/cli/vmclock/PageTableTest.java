package io.lapse.cli.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads of a page. */
class PageTableTest {
  @TempDir private Path folder;

  private Cli.Result decode(PageBytes page, Object... options) {
    Object[] words = new Object[options.length + 3];
    words[0] = "vmclock";
    words[1] = "--decode";
    words[2] = page.writeTo(folder.resolve("page"));
    System.arraycopy(options, 0, words, 3, options.length);
    return Cli.run(words);
  }

  /** The lines of the table without the spaces that align them. */
  private static List<String> lines(Cli.Result result) {
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")).toList();
  }

  @Test
  void page_isPrintedWholeWithTheTimeOfACounter() {
    Cli.Result result = decode(PageBytes.gigahertz(), "--counter", "5500001000");

    assertThat(lines(result))
        .containsExactly(
            "VMClock page in " + folder.resolve("page"),
            "offset | field | value | meaning",
            "------ | ------------------------------------- | ------------------ |"
                + " -----------------------------------",
            "0x00 | magic | 0x4b4c4356 | \"VCLK\"",
            "0x04 | size | 4096 | 0x1000 bytes",
            "0x08 | version | 1",
            "0x0a | counter_id | 1 | VMCLOCK_COUNTER_X86_TSC",
            "0x0b | time_type | 1 | VMCLOCK_TIME_TAI",
            "0x0c | seq_count | 6",
            "0x10 | disruption_marker | 3",
            "0x18 | flags | 0x151 | VMCLOCK_FLAG_TAI_OFFSET_VALID",
            "VMCLOCK_FLAG_PERIOD_MAXERROR_VALID",
            "VMCLOCK_FLAG_TIME_MAXERROR_VALID",
            "VMCLOCK_FLAG_VM_GEN_COUNTER_PRESENT",
            "0x20 | pad | 0",
            "0x22 | clock_status | 2 | VMCLOCK_STATUS_SYNCHRONIZED",
            "0x23 | leap_second_smearing_hint | 0 | VMCLOCK_SMEARING_STRICT",
            "0x24 | tai_offset_sec | 37 | UTC = TAI - 37 s",
            "0x26 | leap_indicator | 0 | VMCLOCK_LEAP_NONE",
            "0x27 | counter_period_shift | 29",
            "0x28 | counter_value | 1000",
            "0x30 | counter_period_frac_sec | 0x89705f4136b4a597 | 1000000000 Hz",
            "0x38 | counter_period_esterror_rate_frac_sec | 0x0 | not valid",
            "0x40 | counter_period_maxerror_rate_frac_sec | 0x89705f4136b | 954 ppb of the period",
            "0x48 | time_sec | 1700000000",
            "0x50 | time_frac_sec | 0x0",
            "0x58 | time_esterror_nanosec | 0 | not valid",
            "0x60 | time_maxerror_nanosec | 1000 | 1 us",
            "0x68 | vm_generation_counter | 2",
            "0x70 | (rest) | 3984 bytes | all zero",
            "",
            "time at | UTC | TAI ns | give or take",
            "------------------ | ------------------------------ | ------------------- |"
                + " ------------",
            "the reference | 2023-11-14T22:12:43Z | 1700000000000000000 | 1 us",
            "counter 5500001000 | 2023-11-14T22:12:48.499999999Z | 1700000005499999999 | 6.246 us");
    assertThat(result.err()).isEmpty();
  }

  /** A page of a newer host is printed as far as it is known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x0a | 2          | 0x0a / counter_id / 2 / no name in this ABI
          0x0b | 9          | 0x0b / time_type / 9 / no name in this ABI
          0x22 | 5          | 0x22 / clock_status / 5 / no name in this ABI
          0x23 | 3          | 0x23 / leap_second_smearing_hint / 3 / no name in this ABI
          0x26 | 6          | 0x26 / leap_indicator / 6 / no name in this ABI
          0x19 | 4          | no name in this ABI: 0x400
          0x25 | -1         | 0x24 / tai_offset_sec / -219 / UTC = TAI + 219 s
          0x0f | -1         | 0x0c / seq_count / 4278190086
          0x17 | -1         | 0x10 / disruption_marker / 18374686479671623683
          0x2f | -1         | 0x28 / counter_value / 18374686479671624680
          0x27 | 255        | 0x30 / counter_period_frac_sec / 0x89705f4136b4a597 / more than 2^63 Hz
          0x67 | -1         | 0x60 / time_maxerror_nanosec / 18374686479671624680
          0x70 | 1          | 0x70 / (rest) / 3984 bytes / 1 not zero
          """)
  void oddValue_isPrintedAsItIs(String offset, int value, String line) {
    Cli.Result result = decode(PageBytes.gigahertz().u8(Integer.decode(offset), value));

    assertThat(lines(result)).contains(line.replace(" / ", " | "));
  }

  @Test
  void pageWithoutFlags_hasNothingValid() {
    Cli.Result result = decode(PageBytes.gigahertz().u64(0x18, 0), "--counter", "1000");

    assertThat(lines(result))
        .contains(
            "0x18 | flags | 0x0 | none",
            "0x24 | tai_offset_sec | 37 | not valid",
            "0x60 | time_maxerror_nanosec | 1000 | not valid",
            "0x68 | vm_generation_counter | 2 | not valid",
            "counter 1000 | not known | 1700000000000000000 | not stated");
  }

  @Test
  void shortPage_hasAbsentFields() {
    Cli.Result result = decode(PageBytes.gigahertz().u32(0x04, 0x4c), "--counter", "1000");

    assertThat(lines(result))
        .contains(
            "0x40 | counter_period_maxerror_rate_frac_sec | 0x89705f4136b | 954 ppb of the period",
            "0x48 | time_sec | absent",
            "0x68 | vm_generation_counter | absent",
            "0x48 | (rest) | 4 bytes | 3 not zero",
            "the reference | none: the page ends before it",
            "counter 1000 | none: the page ends before it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x0a | 0xff | counter 1000 / none: the page names no counter
          0x0b | 2    | counter 1000 / none: time_type is neither UTC nor TAI
          0x4f | 0x80 | counter 1000 / none: more than 2^63 s
          0x22 | 4    | The host says that this time must not be relied upon: see clock_status.
          0x4d | 1    | counter 1000 / not known / not known / 1 us
          """)
  void timeThatCannotBeTold_saysWhy(String offset, String value, String line) {
    PageBytes page = PageBytes.gigahertz().u8(Integer.decode(offset), Integer.decode(value));

    assertThat(lines(decode(page, "--counter", "1000"))).contains(line.replace(" / ", " | "));
  }

  @Test
  void counterBeforeTheReference_isSaidToHaveGoneRound() {
    Cli.Result result = decode(PageBytes.gigahertz(), "--counter", "999");

    assertThat(result.err())
        .isEqualTo(
            "lapse: --counter is before counter_value: taken for a counter that has gone round\n");
    assertThat(lines(result)).anyMatch(line -> line.startsWith("counter 999 | 2608-"));
  }
}
