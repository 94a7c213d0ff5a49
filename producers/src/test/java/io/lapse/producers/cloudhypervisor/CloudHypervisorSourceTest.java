package io.lapse.producers.cloudhypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.producers.Told;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineSourceContract;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records on one line each: what filters such as {@code jq -c} make of them. */
class CloudHypervisorSourceTest extends LineSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new CloudHypervisorSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return MonitorText.input(file);
  }

  @Override
  protected List<String> goodLines() {
    return List.of(
        MonitorText.compact(10, "booting"),
        MonitorText.compact(900, "booted"),
        MonitorText.compact(950, "virtio-device", "activated"),
        MonitorText.compact(20_000, "pausing"),
        MonitorText.compact(20_003, "paused"),
        MonitorText.compact(20_010, "snapshotting"),
        MonitorText.compact(21_000, "snapshotted"),
        MonitorText.compact(21_500, "resuming"),
        MonitorText.compact(21_501, "resumed"),
        MonitorText.compact(60_000, "shutdown"));
  }

  @Override
  protected int eventCount() {
    return 4;
  }

  @Override
  protected int eventLine() {
    return 8;
  }

  @Override
  protected String notUtf8() {
    return "not UTF-8: expected a line of JSON";
  }

  @Override
  protected String expectation() {
    return "events of Cloud Hypervisor, {\"timestamp\": {\"secs\", \"nanos\"}, \"source\","
        + " \"event\"} each";
  }

  @Test
  void read_refusesTheWholeFile_whereNoLineHasAStampOfTheMonitor() throws IOException {
    Path file = write("qmp.log", List.of("{\"QMP\": {}}", "{\"event\": \"STOP\"}", "{}"));

    Told told = read(file);

    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file
                + ":1: not the event monitor of Cloud Hypervisor: expected {\"timestamp\":"
                + " {\"secs\", \"nanos\"}, \"source\", \"event\"}, found: {\"QMP\": {}}");
  }
}
