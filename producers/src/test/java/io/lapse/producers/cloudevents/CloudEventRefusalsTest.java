package io.lapse.producers.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of events that cannot be taken. */
class CloudEventRefusalsTest {
  private final CloudEventReader reader =
      new CloudEventReader(CloudEventReaderTest.input(null, null));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          ce_specversion | -             | specversion is missing: expected a text
          ce_specversion | 0.3           | specversion must be 1.0, or another 1.x: 0.3
          ce_id          | -             | id is missing: expected a text
          ce_source      | -             | source is missing: expected a text
          ce_source      | ''            | source must be a text that is not empty: ""
          ce_type        | -             | type is missing: expected a text
          ce_type        | com.example.x | type must be io.lapse.KIND, as in io.lapse.stopped: com.example.x
          ce_type        | io.lapse.     | kind must be a text that is not empty: ""
          ce_hosttai     | -             | expected hosttai or time, found neither
          ce_hosttai     | 1.5           | hosttai must be a whole number within 64 bits: 1.5
          ce_hosttai     | 9223372036854775808 | hosttai must be a whole number within 64 bits: 9223372036854775808
          ce_clockerrns  | -1            | clock_error_ns must be 0 or more: -1
          ce_subject     | other         | data.guest is "g", but subject says "other": expected the same
          content-type   | text/plain    | content-type must be application/json: text/plain
          content-type   | application/cloudevents+avro | content-type must be application/cloudevents+json, one event a record: application/cloudevents+avro
          content-type   | application/cloudevents-batch+json | content-type must be application/cloudevents+json, one event a record: application/cloudevents-batch+json
          """)
  void binaryEvent_isRefused(String header, @Nullable String text, String message) {
    Map<String, String> headers = CloudEventReaderTest.headers("type", "io.lapse.stopped");
    headers.put(header, text);
    headers.values().removeIf(value -> value == null);

    assertThatThrownBy(() -> reader.read(headers, "g", "{\"guest\":\"g\"}".getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                              | expected a JSON object, found: []
          {                               | cut off: expected a whole JSON object, found: {
          {"tai_ns":5}                    | data.tai_ns is 5, but hosttai says 1795382268123000000: expected the same
          {"realtime_ns":5}               | expected either tai_ns or realtime_ns, found both
          {"kind":"reset"}                | data.kind is "reset", but type says "stopped": expected the same
          {"reason":"mood"}               | reason must be one of unknown, pause, save, migrate, checkpoint, sleep, arrival: "mood"
          """)
  void data_isRefused(String value, String message) {
    Map<String, String> headers = CloudEventReaderTest.headers("type", "io.lapse.stopped");

    assertThatThrownBy(() -> reader.read(headers, "g", value.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "time":"yesterday"             | time must be RFC 3339, as in 2026-11-22T21:17:05Z, within 64 bits of ns: yesterday
          "time":"1795382268"            | time must be RFC 3339, as in 2026-11-22T21:17:05Z, within 64 bits of ns: 1795382268
          "time":"2300-01-01T00:00:00Z"  | time must be RFC 3339, as in 2026-11-22T21:17:05Z, within 64 bits of ns: 2300-01-01T00:00:00Z
          "hosttai":1.5                  | hosttai must be a whole number within 64 bits: 1.5
          "hosttai":1,"data":"x"         | data must be an object: "x"
          "hosttai":1,"data_base64":"e30="                  | data_base64 is not read: expected data, a JSON object
          "hosttai":1,"datacontenttype":"text/xml"          | datacontenttype must be application/json: text/xml
          """)
  void structuredEvent_isRefused(String more, String message) {
    String event = CloudEventsSourceTest.event("stopped", more);

    assertThatThrownBy(() -> reader.read(StrictJson.object(event), null))
        .isInstanceOf(MalformedException.class)
        .hasMessage(message);
  }

  @Test
  void tombstone_isNoEvent_butAnEventMayHaveNoData() {
    assertThatThrownBy(() -> reader.read(Map.of(), "g", null))
        .hasMessage(
            "not a CloudEvent: expected headers ce_specversion, ce_id, ce_source, ce_type, or"
                + " content-type application/cloudevents+json");
    assertThatThrownBy(
            () -> reader.read(Map.of("content-type", "application/cloudevents+json"), "g", null))
        .hasMessage("no value: expected the whole event, as its content-type says");
    assertThatThrownBy(
            () -> reader.read(CloudEventReaderTest.headers("type", "io.lapse.slept"), "g", null))
        .hasMessage("restarted_tai_ns is missing: expected a whole number");
  }

  @Test
  void bytes_thatAreNoText_areRefused() {
    byte[] noText = {(byte) 0xC0, 'x'};
    Headers headers = new RecordHeaders().add("other", noText).add("other", noText);

    assertThatThrownBy(() -> RecordTexts.headers(headers.add("ce_id", noText)))
        .hasMessage("header ce_id is not UTF-8");
    assertThatThrownBy(() -> RecordTexts.key(noText)).hasMessage("the key is not UTF-8");
    assertThatThrownBy(
            () -> reader.read(CloudEventReaderTest.headers("type", "io.lapse.reset"), "g", noText))
        .hasMessage("the value is not UTF-8");
  }

  @Test
  void header_thatIsThereTwice_orWithoutValue_isRefused() {
    byte[] one = {'1'};
    Headers twice = new RecordHeaders().add("ce_id", one).add("ce_id", one);
    Headers empty = new RecordHeaders().add("ce_id", null);

    assertThatThrownBy(() -> RecordTexts.headers(twice))
        .hasMessage("header ce_id is there twice: expected it once");
    assertThatThrownBy(() -> RecordTexts.headers(empty))
        .hasMessage("header ce_id has no value: expected a text");
  }
}
