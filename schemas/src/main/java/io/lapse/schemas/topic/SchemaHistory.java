package io.lapse.schemas.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * Every released version of every record's schema. It is in the jar, so that bytes of any version
 * can be read without a registry.
 */
final class SchemaHistory {
  /** Record and version; a new version is a new line and a new file. */
  static final List<String> RELEASED =
      List.of(
          "HostEventRecord.v1",
          "GuestEventRecord.v1",
          "ReactionRecord.v1",
          "NoticeRecord.v1",
          "LedgerEntryRecord.v1",
          "AlertRecord.v1",
          "GuestStateRecord.v1",
          "HostEventRecord.v2",
          "LedgerEntryRecord.v2",
          "GuestEventRecord.v2",
          "NoticeRecord.v2",
          "GuestStateRecord.v2",
          "PolicyRecord.v1",
          "AlertRecord.v2",
          "GuestStateRecord.v3",
          "FleetStatsRecord.v1",
          "FleetDeltaRecord.v1",
          "FleetGuestRecord.v1",
          "FleetClockRecord.v1",
          "AlertRecord.v3",
          "AlertRecord.v4",
          "HostKeysRecord.v1",
          "HostEventRecord.v3",
          "GuestEventRecord.v3",
          "ReactionRecord.v2",
          "GuestStateRecord.v4");

  private SchemaHistory() {}

  static SchemaStore store() {
    SchemaStore.Cache store = new SchemaStore.Cache();
    RELEASED.forEach(name -> store.addSchema(schema(name)));
    return store;
  }

  static Schema schema(String name) {
    String resource = "history/" + name + ".avsc";
    try (InputStream in = SchemaHistory.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar must hold " + resource);
      }
      return new Schema.Parser().parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
