package io.lapse.schemas.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * What the records of a file are read into. Avro reads a record of a name that a union lacks into a
 * branch of like structure, so that a kind of a later version would pass for one of ours. Here the
 * union gets the branches that it lacks, and the codecs refuse what is read into them.
 *
 * @param written the schema that the records were written with
 * @param read {@link EventSchema#UNION}, with what else {@code written} has
 */
record ReaderSchema(Schema written, Schema read) {

  static ReaderSchema of(Schema written) {
    List<Schema> branches = new ArrayList<>();
    for (Schema ours : EventSchema.UNION.getTypes()) {
      branches.add(
          branches(written).stream()
              .filter(theirs -> theirs.getFullName().equals(ours.getFullName()))
              .findFirst()
              .map(theirs -> withPayloads(ours, theirs))
              .orElse(ours));
    }
    return new ReaderSchema(written, Schema.createUnion(withUnknown(branches, written)));
  }

  /** Whether any record of the file can be an event. */
  boolean hasEvents() {
    Set<String> ours = names(EventSchema.UNION.getTypes());
    return branches(written).stream().anyMatch(theirs -> ours.contains(theirs.getFullName()));
  }

  /** Our record, with the payloads that only theirs has. */
  private static Schema withPayloads(Schema ours, Schema theirs) {
    Schema.Field their = theirs.getType() == Schema.Type.RECORD ? theirs.getField("payload") : null;
    if (their == null) {
      return ours;
    }
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : ours.getFields()) {
      Schema type = field.schema();
      fields.add(
          field.name().equals("payload")
              ? new Schema.Field(
                  field, Schema.createUnion(withUnknown(type.getTypes(), their.schema())))
              : new Schema.Field(field, type));
    }
    return Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
  }

  private static List<Schema> withUnknown(List<Schema> ours, Schema theirs) {
    Set<String> known = names(ours);
    List<Schema> all = new ArrayList<>(ours);
    branches(theirs).stream()
        .filter(branch -> !known.contains(branch.getFullName()))
        .forEach(all::add);
    return all;
  }

  private static Set<String> names(List<Schema> schemas) {
    return schemas.stream().map(Schema::getFullName).collect(Collectors.toSet());
  }

  private static List<Schema> branches(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
  }
}
