package io.lapse.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was released stays readable, and no schema changes unseen. */
class ReleasedTest {
  private static final String WIRE = "io.lapse.schemas.wire.";

  /** A new version must read what is stored, and old readers must read it: upgrades are rolling. */
  private static final SchemaValidator COMPATIBLE =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  static Stream<String> records() {
    return Samples.all().keySet().stream();
  }

  static Stream<String> released() {
    return SchemaHistory.RELEASED.stream();
  }

  /** The version and the record of every sample whose bytes were kept. */
  static Stream<Arguments> samples() {
    return Stream.of("v1", "v2", "v3", "v4")
        .flatMap(
            version ->
                Samples.of(version).keySet().stream().map(name -> Arguments.of(version, name)));
  }

  @Test
  void samples_areOfEveryReleasedSchema() {
    assertThat(samples().map(sample -> sample.get()[1] + "." + sample.get()[0]))
        .containsExactlyInAnyOrderElementsOf(SchemaHistory.RELEASED);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bytesOfAVersion_readAsTheyWereWritten(String version, String name) throws IOException {
    Samples.Sample<?> sample = Samples.of(version).get(name);
    String resource = "/released/" + version + "/" + name + ".bin";
    try (InputStream in = getClass().getResourceAsStream(resource)) {
      assertThat(in).isNotNull();

      Object decoded = sample.decode(in.readAllBytes());

      assertThat(decoded).isEqualTo(sample.value());
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void schemaInUse_isTheLatestReleased(String name) throws ReflectiveOperationException {
    String latest =
        SchemaHistory.RELEASED.stream()
            .filter(released -> released.startsWith(name + "."))
            .reduce((earlier, later) -> later)
            .orElseThrow();

    assertThat(inUse(name)).isEqualTo(SchemaHistory.schema(latest));
    assertThat(inUse(name).toString()).isEqualTo(SchemaHistory.schema(latest).toString());
  }

  @ParameterizedTest
  @MethodSource("released")
  void schemaInUse_andEveryReleasedOne_readEachOther(String released) throws Exception {
    Schema inUse = inUse(released.substring(0, released.indexOf('.')));

    COMPATIBLE.validate(inUse, List.of(SchemaHistory.schema(released)));
  }

  @Test
  void incompatibleChange_isRefused() {
    Schema released = SchemaHistory.schema("NoticeRecord.v1");
    Schema changed =
        new Schema.Parser()
            .parse(
                released
                    .toString()
                    .replace(
                        "{\"name\":\"notice_sequence\",\"type\":\"long\"",
                        "{\"name\":\"notice_sequence\",\"type\":\"string\""));

    assertThat(changed).isNotEqualTo(released);
    assertThatThrownBy(() -> COMPATIBLE.validate(changed, List.of(released)))
        .isInstanceOf(SchemaValidationException.class);
  }

  private static Schema inUse(String name) throws ReflectiveOperationException {
    return (Schema) Class.forName(WIRE + name).getMethod("getClassSchema").invoke(null);
  }
}
