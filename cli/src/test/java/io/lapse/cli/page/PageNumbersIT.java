package io.lapse.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page reads and writes numbers that a double cannot hold. */
@Needs(Machine.CHROMIUM)
class PageNumbersIT {
  private static Chrome chrome;
  private static CannedApi api;
  private static Page page;

  @BeforeAll
  static void open() throws IOException {
    chrome = new Chrome();
    api = CannedApi.start();
    page = chrome.browser().newPage();
    page.navigate(api.url("/guest.html"));
  }

  @AfterAll
  static void shut() {
    api.close();
    chrome.close();
  }

  private static String said(String module, String expression) {
    String script = "import('/" + module + ".js').then(m => String(" + expression + "))";
    return ((String) page.evaluate(script)).replace('\u00a0', ' ');
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "null, –",
    "1, 1 ns",
    "999, 999 ns",
    "1000, 1 µs",
    "3870000, 3.87 ms",
    "999999, 1 ms",
    "-60303000, −60.3 ms",
    "1500000000n, 1.5 s",
    "59994999999, 60 s",
    "59995000000, 1 min",
    "421855445000, 7 min 2 s",
    "3600000000000, 1 h",
    "183600000000000, 2 d 3 h",
    "9223372036854775807n, '106,751 d 23 h'"
  })
  void duration_isShort(String nanos, String expected) {
    assertThat(said("format", "m.duration(" + nanos + ")")).isEqualTo(expected);
  }

  @Test
  void exact_holdsEachDigit() {
    assertThat(said("format", "m.exact(-9223372036854775807n)"))
        .isEqualTo("−9,223,372,036,854,775,807 ns");
  }

  @Test
  void instant_isUtcToTheNanosecond() {
    assertThat(said("format", "m.exactInstant(1795383006331253789n)"))
        .isEqualTo("2026-11-22T21:29:29.331253789Z = tai:1795383006331253789");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a_ns\":9007199254740993} | m.parse(text).a_ns + 1n | 9007199254740994",
        "{\"a_ns\":-9223372036854775808} | m.parse(text).a_ns | -9223372036854775808",
        "{\"a_ns\":5} | typeof m.parse(text).a_ns | number",
        "{\"tsc\":[18446744073709551615]} | m.parse(text).tsc[0] | 18446744073709551615",
        "{\"a\":0.12345678901234567} | m.parse(text).a | 0.12345678901234566",
        "{\"a\":\"\\\"1234567890123456789\"} | m.parse(text).a | \"1234567890123456789",
        "{\"a_ns\":9007199254740993} | m.write(m.parse(text)) | { \"a_ns\": 9007199254740993 }"
      })
  void json_isReadWithoutRounding(String text, String expression, String expected) {
    String quoted = text.replace("\\", "\\\\").replace("'", "\\'");

    String found = said("json", expression.replace("text", "'" + quoted + "'"));

    assertThat(found).isEqualTo(expected);
  }
}
