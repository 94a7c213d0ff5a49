package io.lapse.producers.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an object tells, and of whom. */
class KubevirtObjectsTest {
  private static final String ENDED =
      "\"startTimestamp\":\"2026-11-22T21:17:05Z\",\"endTimestamp\":\"2026-11-22T21:17:14Z\","
          + "\"targetNode\":\"n2\"";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "completed":true                                                    | COMPLETED | DESTINATION | n2
          "completed":true,"abortRequested":true                              | COMPLETED | DESTINATION | n2
          "completed":true,"failed":true                                      | FAILED    | SOURCE      | n1
          "failed":true,"abortRequested":true,"abortStatus":"Failed"          | FAILED    | SOURCE      | n1
          "failed":true,"abortRequested":true,"abortStatus":"Succeeded"       | CANCELLED | SOURCE      | n1
          """)
  void end_isToldByTheNodeWhereTheGuestIs(
      String state, MigrationStatus status, MigrationRole role, String host) throws IOException {
    Told told = read(KubevirtSourceTest.object("a", ENDED + "," + state));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs())
        .hasSize(2)
        .allMatch(HostEvent.Migration.class::isInstance)
        .allMatch(event -> event.envelope().source() == Source.HYPERVISOR_LOG)
        .last()
        .isInstanceOfSatisfying(
            HostEvent.Migration.class,
            event ->
                assertThat(tuple(event.status(), event.role(), event.envelope().host()))
                    .isEqualTo(tuple(status, role, host)));
  }

  @Test
  void end_isNotTold_whereNobodySaysHow() throws IOException {
    Told told = read(KubevirtSourceTest.object("a", ENDED));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).hasSize(1);
  }

  @Test
  void stamp_isOfWholeSeconds_andTruthIsWithinItsError() throws IOException {
    Told told = read(KubevirtSourceTest.object("a", ENDED));

    assertThat(told.inputs().get(0).stamp())
        .satisfies(
            stamp -> {
              assertThat(stamp.at().nanos()).isEqualTo(1_795_382_262_000_000_000L);
              assertThat(stamp.resolutionNanos()).isEqualTo(1_000_000_000L);
              assertThat(stamp.latencyNanos()).isEqualTo(60_000_000_000L);
            });
  }

  @Test
  void migrationObject_namesInstanceAndItself() throws IOException {
    Told told =
        read(
            "{\"kind\":\"VirtualMachineInstanceMigration\",\"metadata\":{\"namespace\":\"ns\","
                + "\"name\":\"m\",\"uid\":\"own\"},\"spec\":{\"vmiName\":\"a\"},\"status\":"
                + "{\"migrationState\":{\"sourceNode\":\"n1\",\"startTimestamp\":"
                + "\"2026-11-22T21:17:05Z\"}}}");

    assertThat(told.inputs())
        .singleElement()
        .isInstanceOfSatisfying(
            HostEvent.Migration.class,
            event -> {
              assertThat(event.guest()).isEqualTo("ns/a");
              assertThat(event.migrationId()).isEqualTo("own");
            });
  }

  @Test
  void listOfOneKind_needsNoKindInItsItems() throws IOException {
    String item = KubevirtSourceTest.object("a", ENDED).replaceFirst("\"kind\":\"[A-Za-z]*\",", "");

    Told told =
        read("{\"kind\":\"VirtualMachineInstanceList\",\"items\":[" + item + "," + item + "]}");

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).hasSize(1);
  }

  @Test
  void itemThatIsBad_costsNoOther_andItsBeginningIsKept() throws IOException {
    String bad =
        KubevirtSourceTest.object("b", ENDED + ",\"failed\":true").replace("21:17:14Z", "soon");
    String good = KubevirtSourceTest.object("a", ENDED);

    Told told = read("{\"kind\":\"List\",\"items\":[" + bad + "," + good + "]}");

    assertThat(told.inputs()).extracting(LedgerInput::guest).containsExactly("ns/b", "ns/a");
    assertThat(told.problems())
        .singleElement()
        .asString()
        .endsWith(
            ":1: items[0].status.migrationState.endTimestamp must be RFC 3339, as in"
                + " 2026-11-22T21:17:05Z, within 64 bits of ns: 2026-11-22Tsoon");
  }

  @Test
  void guestOfTheInput_isTheOneInstanceOfItsFile() throws IOException {
    String a = KubevirtSourceTest.object("a", ENDED);
    String b = KubevirtSourceTest.object("b", ENDED);

    Told told = read("vm7", a + "\n" + b + "\n" + a + "\n");

    assertThat(told.inputs()).extracting(LedgerInput::guest).containsExactly("vm7");
    assertThat(told.problems())
        .singleElement()
        .asString()
        .endsWith(
            ":2: a second instance, ns/b: expected ns/a alone, because the input names one guest");
  }

  private Told read(String text) throws IOException {
    return read(null, text);
  }

  private Told read(@Nullable String guest, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("objects"), text);
    return Told.by(
        new KubevirtSource(
            new SourceInput(
                file.toString(),
                file,
                null,
                guest,
                Format.KUBEVIRT,
                5,
                null,
                CounterWhilePaused.UNKNOWN)));
  }
}
