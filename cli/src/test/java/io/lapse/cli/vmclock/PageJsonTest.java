package io.lapse.cli.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private String decode(PageBytes page, Object counter) {
    Cli.Result result =
        Cli.run(
            "vmclock",
            "--decode",
            page.writeTo(folder.resolve("page")),
            "--json",
            "--counter",
            counter);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void page_isOneLine_withTheNamesOfTheAbi() {
    assertThat(decode(PageBytes.gigahertz(), "0x3e8"))
        .isEqualTo(
            """
            {"magic":"0x4b4c4356","size":4096,"version":1,"counter_id":1,"time_type":1,\
            "seq_count":6,"disruption_marker":3,"flags":"0x151","pad":0,"clock_status":2,\
            "leap_second_smearing_hint":0,"tai_offset_sec":37,"leap_indicator":0,\
            "counter_period_shift":29,"counter_value":1000,\
            "counter_period_frac_sec":"0x89705f4136b4a597",\
            "counter_period_esterror_rate_frac_sec":"0x0",\
            "counter_period_maxerror_rate_frac_sec":"0x89705f4136b","time_sec":1700000000,\
            "time_frac_sec":"0x0","time_esterror_nanosec":0,"time_maxerror_nanosec":1000,\
            "vm_generation_counter":2,"rest_bytes":3984,"rest_nonzero_bytes":0,\
            "names":{"counter_id":"VMCLOCK_COUNTER_X86_TSC","time_type":"VMCLOCK_TIME_TAI",\
            "flags":["VMCLOCK_FLAG_TAI_OFFSET_VALID","VMCLOCK_FLAG_PERIOD_MAXERROR_VALID",\
            "VMCLOCK_FLAG_TIME_MAXERROR_VALID","VMCLOCK_FLAG_VM_GEN_COUNTER_PRESENT"],\
            "clock_status":"VMCLOCK_STATUS_SYNCHRONIZED",\
            "leap_second_smearing_hint":"VMCLOCK_SMEARING_STRICT",\
            "leap_indicator":"VMCLOCK_LEAP_NONE"},"reliable":true,\
            "reference":{"utc":"2023-11-14T22:12:43Z","tai_ns":1700000000000000000,\
            "max_error_ns":1000,"earliest_tai_ns":1699999999999999000,\
            "latest_tai_ns":1700000000000001000,"refused":null},\
            "at_counter":{"utc":"2023-11-14T22:12:43Z","tai_ns":1700000000000000000,\
            "max_error_ns":1000,"earliest_tai_ns":1699999999999999000,\
            "latest_tai_ns":1700000000000001000,"refused":null}}
            """);
  }

  @Test
  void absentFields_areNull() throws IOException {
    JsonNode page = JSON.readTree(decode(PageBytes.gigahertz().u32(0x04, 0x20), 5));

    assertThat(page.get("flags").asText()).isEqualTo("0x151");
    assertThat(page.get("pad").isNull()).isTrue();
    assertThat(page.get("counter_period_frac_sec").isNull()).isTrue();
    assertThat(page.get("vm_generation_counter").isNull()).isTrue();
    assertThat(page.get("names").get("clock_status").isNull()).isTrue();
    assertThat(page.get("names").get("counter_id").asText()).isEqualTo("VMCLOCK_COUNTER_X86_TSC");
    assertThat(page.get("at_counter").get("refused").asText()).isEqualTo("TIME_ABSENT");
    assertThat(page.get("at_counter").get("tai_ns").isNull()).isTrue();
  }

  /** Numbers beyond 63 bits stay numbers, as in the JSON of clocksources. */
  @Test
  void unsignedNumbers_haveUpTo64Bits() {
    PageBytes page = PageBytes.gigahertz().u64(0x10, -1).u64(0x18, -1).u8(0x0a, 7);

    assertThat(decode(page, 5))
        .contains("\"disruption_marker\":18446744073709551615,")
        .contains("\"flags\":\"0xffffffffffffffff\",")
        .contains("\"counter_id\":7,")
        .contains("\"names\":{\"counter_id\":null,");
  }

  @ParameterizedTest
  @CsvSource({"0x0a, 0xff, NO_COUNTER", "0x0b, 2, NOT_A_WALL_TIME", "0x4f, 0x80, BEYOND_RANGE"})
  void timeThatCannotBeTold_saysWhy(String offset, String value, String why) throws IOException {
    PageBytes page = PageBytes.gigahertz().u8(Integer.decode(offset), Integer.decode(value));

    JsonNode reading = JSON.readTree(decode(page, 5)).get("at_counter");

    assertThat(reading.get("refused").asText()).isEqualTo(why);
    assertThat(reading.get("utc").isNull()).isTrue();
  }

  @Test
  void withoutCounter_nothingIsAsked() {
    Cli.Result result =
        Cli.run(
            "vmclock", "--decode", PageBytes.gigahertz().writeTo(folder.resolve("page")), "--json");

    assertThat(result.out()).endsWith(",\"at_counter\":null}\n");
  }
}
