package io.lapse.producers.kubevirt;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineSourceContract;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.List;

class KubevirtSourceTest extends LineSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new KubevirtSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, null, null, Format.KUBEVIRT, 5, null, CounterWhilePaused.UNKNOWN);
  }

  /** Each begins a migration, but for the second: that tells nothing yet. */
  @Override
  protected List<String> goodLines() {
    return List.of(
        object("a", "\"startTimestamp\":\"2026-11-22T21:17:05Z\""),
        object("b", "\"mode\":\"PreCopy\""),
        "{\"type\":\"MODIFIED\",\"object\":"
            + object("c", "\"startTimestamp\":\"2026-11-22T21:17:06Z\"")
            + "}",
        object("d", "\"startTimestamp\":\"2026-11-22T21:17:07Z\""));
  }

  static String object(String name, String state) {
    return "{\"kind\":\"VirtualMachineInstance\",\"metadata\":{\"namespace\":\"ns\",\"name\":\""
        + name
        + "\"},\"status\":{\"migrationState\":{\"migrationUid\":\"u\",\"sourceNode\":\"n1\","
        + state
        + "}}}";
  }

  @Override
  protected int eventCount() {
    return 3;
  }

  @Override
  protected int eventLine() {
    return 2;
  }

  @Override
  protected String notUtf8() {
    return "not UTF-8: expected a line of YAML or JSON";
  }

  @Override
  protected String expectation() {
    return "VirtualMachineInstanceMigration or VirtualMachineInstance objects";
  }
}
