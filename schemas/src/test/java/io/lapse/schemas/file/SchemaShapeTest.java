package io.lapse.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file's own schema does not decide how long it takes to read it, or how deep. */
class SchemaShapeTest {
  private static final Schema NULL = Schema.create(Schema.Type.NULL);

  @TempDir private Path folder;

  @Test
  void ours_isBounded() throws DamagedException {
    SchemaShape.requireBounded(EventSchema.UNION);
  }

  @Test
  void listsOfNothing_areRefused() {
    Schema empty = SchemaBuilder.record("Empty").fields().endRecord();
    Schema holder = SchemaBuilder.record("R").fields().name("n").type(NULL).noDefault().endRecord();

    for (Schema items : List.of(NULL, empty, holder, Schema.createFixed("F", null, null, 0))) {
      assertThatThrownBy(() -> SchemaShape.requireBounded(Schema.createArray(items)))
          .isInstanceOf(DamagedException.class);
    }
  }

  @Test
  void recordsWithinThemselves_areRefused() {
    Schema node = Schema.createRecord("Node", null, null, false);
    node.setFields(List.of(new Schema.Field("next", Schema.createUnion(NULL, node))));

    assertThatThrownBy(() -> SchemaShape.requireBounded(node)).isInstanceOf(DamagedException.class);
  }

  @Test
  void deepNesting_isRefused() {
    Schema deep = Schema.create(Schema.Type.LONG);
    for (int depth = 0; depth < 40; depth++) {
      deep = Schema.createArray(deep);
    }
    Schema deepest = deep;

    assertThatThrownBy(() -> SchemaShape.requireBounded(deepest))
        .isInstanceOf(DamagedException.class);
  }

  @Test
  void fileOfSuchASchema_isRefusedWhole() throws Exception {
    Schema bomb =
        SchemaBuilder.record("HostEventRecord")
            .namespace("io.lapse.schemas.wire")
            .fields()
            .name("more")
            .type(Schema.createArray(NULL))
            .noDefault()
            .endRecord();

    Path file =
        EventFiles.withSchema(
            folder.resolve("f.avro"), bomb, CodecFactory.nullCodec(), List.<Object>of());

    assertThat(ReadBack.of(file).refusals)
        .containsExactly(
            "0: the file's avro.schema: expected a schema of lists whose items take at least a"
                + " byte");
  }
}
