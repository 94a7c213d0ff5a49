package io.lapse.producers.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.jsonl.JsonlReader;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From headers, key and value to an event, or to a complaint. */
class CloudEventReaderTest {
  private static final long TAI = 1_795_382_268_123_000_000L;

  private final CloudEventReader reader = new CloudEventReader(input(null, null));

  /** Each kind: its data says what its line says beside whom, where and when. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":\"announced\",\"deadline_tai_ns\":5",
        "\"kind\":\"quiesced\"",
        "\"kind\":\"stopped\",\"reason\":\"save\",\"migration_id\":\"m\",\"latency_ns\":9",
        "\"kind\":\"restarted\",\"mode\":\"restored\",\"tsc_before\":[1],\"tsc_after\":[2]",
        "\"kind\":\"started\"",
        "\"kind\":\"migration\",\"status\":\"completed\",\"role\":\"source\",\"downtime_ns\":7",
        "\"kind\":\"reset\"",
        "\"kind\":\"shut_down\"",
        "\"kind\":\"killed\"",
        "\"kind\":\"vcpu_starved\",\"duration_ns\":3",
        "\"kind\":\"host_clock\",\"error_ns\":3,\"stepped_ns\":-4",
        "\"kind\":\"compensation\",\"restarted_tai_ns\":3,\"compensated_ns\":4",
        "\"kind\":\"profile\",\"tsc_khz\":3,\"labels\":{\"a\":\"b\"}",
        "\"kind\":\"inventory\",\"realtime_ns\":1,\"monotonic_ns\":2,\"boottime_ns\":3,"
            + "\"tai_offset_s\":37,\"timers\":[]",
        "\"kind\":\"clock_observation\",\"offset_ns\":1,\"error_ns\":2",
        "\"kind\":\"slept\",\"restarted_tai_ns\":3,\"slept_ns\":4",
        "\"kind\":\"reaction\",\"notice_sequence\":1,\"injected_ns\":2",
      })
  void event_isTheSame_asThatOfItsLine(String fields) throws MalformedException {
    String envelope =
        "{\"guest\":\"vm1\",\"host\":\"h1\",\"tai_ns\":" + TAI + ",\"clock_error_ns\":20,";
    ObjectNode line = StrictJson.object(envelope + fields + "}");
    ObjectNode data = StrictJson.object("{" + fields + "}");
    String kind = data.remove("kind").textValue();
    Map<String, String> headers = headers("type", "io.lapse." + kind, "clockerrns", "20");

    CloudEventReader.Taken taken =
        reader.read(headers, "vm1", data.isEmpty() ? null : data.toString().getBytes(UTF_8));
    CloudEventReader.Taken whole = reader.read(headers, null, line.toString().getBytes(UTF_8));

    LedgerInput expected = new JsonlReader(input(null, null)).read(JsonFields.of(line));
    assertThat(taken.event()).isEqualTo(expected).isEqualTo(whole.event());
    assertThat(taken.event().id()).isEqualTo(expected.id());
    assertThat(taken.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "vm1, k,   -,  vm1",
        "-,   k,   -,  k",
        "-,   k,   d,  d",
        "-,   -,   d,  d",
        "vm1, k,   vm1, vm1",
        "-,   -,   -,  entry",
      })
  void guest_isTheSubject_elseTheDatas_elseTheKey_elseTheInputs(
      @Nullable String subject, @Nullable String key, @Nullable String data, String guest)
      throws MalformedException {
    Map<String, String> headers = headers("type", "io.lapse.reset", "subject", subject);
    String value = data == null ? "{}" : "{\"guest\":\"" + data + "\"}";

    LedgerInput event =
        new CloudEventReader(input(null, "entry"))
            .read(headers, key, value.getBytes(UTF_8))
            .event();

    assertThat(event.guest()).isEqualTo(guest);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "h1,                            -,  -,     h1",
        "//h1,                          -,  -,     h1",
        "//h1/qemu,                     -,  -,     h1",
        "https://u:p@h1.example:8443/a, -,  -,     h1.example",
        "lapse://[fe80::1]:9?x,         -,  -,     [fe80::1]",
        "/fleet/h1,                     -,  -,     /fleet/h1",
        "urn:host:h1,                   -,  -,     urn:host:h1",
        "file:///etc,                   -,  -,     file:///etc",
        "//h1,                          h2, -,     h2",
        "//h1,                          -,  entry, entry",
        "//h1,                          h2, entry, h2",
      })
  void host_isTheDatas_elseTheInputs_elseInTheSource(
      String source, @Nullable String data, @Nullable String entry, String host)
      throws MalformedException {
    Map<String, String> headers = headers("type", "io.lapse.stopped", "source", source);
    String value = data == null ? "{}" : "{\"host\":\"" + data + "\"}";

    LedgerInput event =
        new CloudEventReader(input(entry, null)).read(headers, "g", value.getBytes(UTF_8)).event();

    assertThat(event.envelope().host()).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1795382268123000000, 2026-01-01T00:00:00Z,        -, 1795382268123000000, 0",
        "-,                   2026-11-22T21:17:11Z,        -, 1795382268000000000, 1000000000",
        "-,                   2026-11-22T21:17:11.123Z,    -, 1795382268123000000, 1000000",
        "-,         2026-11-22T22:17:11.123456789+01:00,   -, 1795382268123456789, 0",
        "-,                   2026-11-22T21:17:11Z, tai_ns:5, 5,                   0",
        "-,                   2026-11-22T21:17:11Z, resolution_ns:5, 1795382268000000000, 5",
        "-,              2026-11-22T21:17:11Z, realtime_ns:0, 10000000000,         0",
      })
  void stamp_isWhatWasMeasured_elseTheTime_toItsLastDigit(
      @Nullable String hostTai,
      @Nullable String time,
      @Nullable String data,
      long taiNanos,
      long resolutionNanos)
      throws MalformedException {
    Map<String, String> headers = headers("type", "io.lapse.reset", "hosttai", hostTai);
    headers.put("ce_time", time);
    String value = data == null ? "{}" : "{\"" + data.replace(":", "\":") + "}";

    LedgerInput event = reader.read(headers, "g", value.getBytes(UTF_8)).event();

    assertThat(event.stamp())
        .isEqualTo(new Stamp(new TaiInstant(taiNanos), 77, resolutionNanos, 0));
  }

  @Test
  void unknownExtensions_areIgnored_andUnknownDataIsWarnedOf() throws MalformedException {
    Map<String, String> headers = headers("type", "io.lapse.reset", "traceparent", "00-1-2-01");
    headers.put("ce_bootid", "b");
    headers.put("ce_seq", "5");

    CloudEventReader.Taken taken = reader.read(headers, "g", "{\"colour\":1}".getBytes(UTF_8));

    assertThat(taken.warnings())
        .containsExactly("colour is not a field of kind reset: it is left out");
  }

  @Test
  void structuredMode_isReadFromTheValue() throws MalformedException {
    byte[] value =
        CloudEventsSourceTest.event("reset", "\"hosttai\":8,\"data\":null").getBytes(UTF_8);

    LedgerInput event =
        reader
            .read(Map.of("content-type", "Application/CloudEvents+JSON; charset=UTF-8"), "k", value)
            .event();

    assertThat(event.guest()).isEqualTo("vm1");
    assertThat(event.stamp().at()).isEqualTo(new TaiInstant(8));
  }

  static Map<String, String> headers(String... namesAndTexts) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", "1");
    headers.put("ce_source", "//h1/agent");
    headers.put("ce_hosttai", String.valueOf(TAI));
    headers.put("content-type", "application/json");
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      headers.put("ce_" + namesAndTexts[i], namesAndTexts[i + 1]);
    }
    headers.values().removeIf(text -> text == null);
    return headers;
  }

  static SourceInput input(@Nullable String host, @Nullable String guest) {
    return new SourceInput(
        "topic",
        Path.of("topic"),
        host,
        guest,
        Format.CLOUDEVENTS,
        77,
        null,
        CounterWhilePaused.UNKNOWN);
  }

  @Test
  void value_beyondItsBound_isRefused() {
    byte[] value = new byte[100_000_000];

    assertThatThrownBy(() -> reader.read(headers("type", "io.lapse.reset"), "g", value))
        .isInstanceOf(MalformedException.class)
        .hasMessage("the value has 100000000 bytes: expected at most 1048576");
  }
}
