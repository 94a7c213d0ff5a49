package io.lapse.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.HostEventRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file's own schema says how its records are to be read; ours, what they are read into. */
class OtherSchemaTest {
  @TempDir Path folder;

  @Test
  void fileOfHostEventsAlone_isRead() throws IOException {
    LedgerInput event = EventFiles.stop(1);
    Path file = write(HostEventRecord.getClassSchema(), List.of(EventSchema.toWire(event)));

    assertThat(ReadBack.of(file).events).containsExactly(event);
  }

  @Test
  void foreignSchema_isRefusedWhole() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"User\",\"namespace\":\"com.example\","
                    + "\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}");
    GenericRecord user = new GenericData.Record(schema);
    user.put("id", 5L);

    ReadBack read = ReadBack.of(write(schema, List.of(user, user)));

    assertThat(read.events).isEmpty();
    assertThat(read.refusals)
        .containsExactly(
            "0: the file's schema is {\"type\":\"record\",\"name\":\"User\",\"namespace\":"
                + "\"com.example\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}: expected"
                + " HostEventRecord, GuestEventRecord, or a union of both, of"
                + " io.lapse.schemas.wire");
  }

  @Test
  void unionOfForeignSchemas_isRefusedWhole() throws IOException {
    Schema schema = new Schema.Parser().parse("[\"null\",\"string\"]");

    ReadBack read = ReadBack.of(write(schema, List.of("a", "b")));

    assertThat(read.refusals).singleElement().asString().startsWith("0: the file's schema is [");
  }

  @Test
  void fieldOfALaterVersion_isLeftOut() throws IOException {
    Schema later =
        later(
            "\"name\":\"ResetPayload\",\"doc\":\"The guest was reset.\",\"fields\":[]",
            "\"name\":\"ResetPayload\",\"fields\":[{\"name\":\"by\",\"type\":\"string\"}]");
    GenericRecord payload = new GenericData.Record(payload(later, "ResetPayload"));
    payload.put("by", "watchdog");

    ReadBack read = ReadBack.of(write(later, List.of(hostEvent(later, payload))));

    assertThat(read.refusals).isEmpty();
    assertThat(read.events).singleElement().isInstanceOf(HostEvent.Reset.class);
  }

  @Test
  void kindOfALaterVersion_isRefused_andTheNextRecordRead() throws IOException {
    Schema later = later("\"name\":\"QuiescedPayload\"", "\"name\":\"FrozenPayload\"");
    GenericRecord frozen =
        hostEvent(later, new GenericData.Record(payload(later, "FrozenPayload")));
    GenericRecord reset = hostEvent(later, new GenericData.Record(payload(later, "ResetPayload")));

    ReadBack read = ReadBack.of(write(later, List.of(reset, frozen, reset, frozen, reset)));

    assertThat(read.events)
        .hasSize(3)
        .allSatisfy(event -> assertThat(event).isInstanceOf(HostEvent.Reset.class));
    assertThat(read.records).containsExactly(1L, 3L, 5L);
    assertThat(read.refusals)
        .containsExactly(
            "2: expected a kind of event that this version knows: FrozenPayload",
            "4: expected a kind of event that this version knows: FrozenPayload");
  }

  @Test
  void recordOfALaterVersion_isRefused_andTheNextRecordRead() throws IOException {
    Schema other =
        Schema.createRecord(
            "TopologyRecord",
            "Has what a host event has, by name.",
            "io.lapse.schemas.wire",
            false,
            EventSchema.UNION.getTypes().get(0).getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    List<Schema> types = new ArrayList<>(EventSchema.UNION.getTypes());
    types.add(other);
    GenericRecord reset =
        hostEvent(
            EventSchema.UNION, new GenericData.Record(payload(EventSchema.UNION, "ResetPayload")));
    GenericRecord unknown = new GenericData.Record(other);
    unknown.put("envelope", reset.get("envelope"));
    unknown.put("payload", reset.get("payload"));

    ReadBack read = ReadBack.of(write(Schema.createUnion(types), List.of(unknown, reset)));

    assertThat(read.records).containsExactly(2L);
    assertThat(read.refusals)
        .containsExactly("1: expected a kind of event that this version knows: TopologyRecord");
  }

  @Test
  void symbolOfALaterVersion_isRefused_andTheNextRecordRead() throws IOException {
    Schema later = later("\"symbols\":[\"QMP\",", "\"symbols\":[\"XEN\",\"QMP\",");
    GenericRecord reset = hostEvent(later, new GenericData.Record(payload(later, "ResetPayload")));
    GenericRecord xen = hostEvent(later, new GenericData.Record(payload(later, "ResetPayload")));
    GenericRecord envelope = (GenericRecord) xen.get("envelope");
    envelope.put(
        "source",
        new GenericData.EnumSymbol(envelope.getSchema().getField("source").schema(), "XEN"));

    ReadBack read = ReadBack.of(write(later, List.of(xen, reset)));

    assertThat(read.records).containsExactly(2L);
    assertThat(read.refusals)
        .containsExactly("1: expected a Source that this version knows: UNRECOGNISED");
  }

  @Test
  void eventThatCannotBe_isRefused_andTheNextRecordRead() throws IOException {
    Schema schema = EventSchema.UNION;
    GenericRecord good = hostEvent(schema, new GenericData.Record(payload(schema, "ResetPayload")));
    GenericRecord bad = hostEvent(schema, new GenericData.Record(payload(schema, "ResetPayload")));
    ((GenericRecord) bad.get("envelope")).put("clock_error_ns", -1L);
    GenericRecord nameless =
        hostEvent(schema, new GenericData.Record(payload(schema, "ResetPayload")));
    ((GenericRecord) nameless.get("envelope")).put("guest", "");

    ReadBack read = ReadBack.of(write(schema, List.of(bad, nameless, good)));

    assertThat(read.records).containsExactly(3L);
    assertThat(read.refusals)
        .containsExactly(
            "1: clockErrorNanos must not be negative: -1", "2: guest must not be empty");
  }

  @Test
  void textThatIsNotUtf8_isRefused_andTheNextRecordRead() throws IOException {
    Path file =
        EventFiles.write(
            folder.resolve("f.avro"), List.of(of("ab\uFFFD"), of("abcxyz"), of("abc\uFFFD")));
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("abcxyz");
    bytes[at] = (byte) 0xC3; // Begins a character that does not go on.

    ReadBack read = ReadBack.of(Files.write(folder.resolve("g.avro"), bytes));

    assertThat(read.events).containsExactly(of("ab\uFFFD"), of("abc\uFFFD"));
    assertThat(read.refusals).containsExactly("2: expected texts in UTF-8");
  }

  private static HostEvent of(String guest) {
    return new HostEvent.Reset(
        new Envelope(guest, "h", Stamp.of(new TaiInstant(1), 0), Source.AVRO, null));
  }

  private Path write(Schema schema, List<?> records) throws IOException {
    return EventFiles.withSchema(
        folder.resolve("f.avro"), schema, CodecFactory.nullCodec(), records);
  }

  private static Schema later(String part, String instead) {
    String json = EventSchema.UNION.toString();
    assertThat(json).contains(part);
    return new Schema.Parser().parse(json.replace(part, instead));
  }

  private static Schema payload(Schema union, String name) {
    return union.getTypes().get(0).getField("payload").schema().getTypes().stream()
        .filter(type -> type.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static GenericRecord hostEvent(Schema union, GenericRecord payload) {
    Schema schema = union.getTypes().get(0);
    Schema envelopeSchema = schema.getField("envelope").schema();
    GenericRecord envelope = new GenericData.Record(envelopeSchema);
    envelope.put("guest", "g");
    envelope.put("host", "h");
    envelope.put("tai_ns", 1L);
    envelope.put("clock_error_ns", 0L);
    envelope.put("resolution_ns", 0L);
    envelope.put("latency_ns", 0L);
    envelope.put(
        "source", new GenericData.EnumSymbol(envelopeSchema.getField("source").schema(), "AVRO"));
    GenericRecord event = new GenericData.Record(schema);
    event.put("envelope", envelope);
    event.put("payload", payload);
    return event;
  }
}
