package io.lapse.cli.clocksource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code lapse clocksource --json} against what real kernels printed. */
class KernelLogTest {
  private static final Path LOGS = Path.of("src/test/resources/dmesg-clocksources.tsv");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A clocksource line, and the frequency that the log of the same boot names. */
  record Row(BigDecimal megahertz, String name, String mask, String maxCycles, long maxIdleNanos) {

    static Row parse(String line) {
      String[] fields = line.split("\t", -1);
      return new Row(
          new BigDecimal(fields[0]), fields[1], fields[2], fields[3], Long.parseLong(fields[4]));
    }

    /** kHz are exact to the third decimal; what is registered in Hz has as many as it needs. */
    List<Object> arguments() {
      return switch (name) {
        case "tsc" -> List.of("--tsc-khz", megahertz.movePointRight(3).longValueExact());
        case "tsc-early" ->
            List.of("--name", name, "--tsc-khz", megahertz.movePointRight(3).longValueExact());
        case "kvm-clock", "xen" -> List.of("--name", name);
        default -> List.of("--hz", megahertz.movePointRight(6).longValueExact(), "--mask", mask);
      };
    }
  }

  static Stream<Row> rows() throws IOException {
    return Files.readAllLines(LOGS).stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("detected_mhz"))
        .map(Row::parse);
  }

  private static JsonNode figures(List<Object> arguments) throws JsonProcessingException {
    Object[] words =
        Stream.of(List.<Object>of("clocksource"), arguments, List.<Object>of("--json"))
            .flatMap(List::stream)
            .toArray();
    Cli.Result result = Cli.run(words);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    return JSON.readTree(result.out());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_isWhatTheKernelPrinted(Row row) throws JsonProcessingException {
    JsonNode figures = figures(row.arguments());

    assertThat(figures.get("mask").textValue()).isEqualTo(row.mask());
    assertThat(figures.get("max_cycles").textValue()).isEqualTo(row.maxCycles());
    assertThat(figures.get("max_idle_ns").longValue()).isEqualTo(row.maxIdleNanos());
  }

  /** Five logs with TSCs of 1.88 to 4.29 GHz print the same line for kvm-clock. */
  @ParameterizedTest
  @CsvSource({"kvm-clock", "xen"})
  void counterOfNanoseconds_isWhatKernelsPrint(String name) throws JsonProcessingException {
    JsonNode figures = figures(List.of("--name", name));

    assertThat(figures.get("mask").textValue()).isEqualTo("0xffffffffffffffff");
    assertThat(figures.get("max_cycles").textValue()).isEqualTo("0x1cd42e4dffb");
    assertThat(figures.get("max_idle_ns").longValue()).isEqualTo(881_590_591_483L);
    assertThat(figures(List.of("--hz", 1_000_000_000, "--mask", "0xffffffffffffffff")))
        .isEqualTo(figures);
  }
}
