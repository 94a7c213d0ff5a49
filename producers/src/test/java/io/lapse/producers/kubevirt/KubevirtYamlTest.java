package io.lapse.producers.kubevirt;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.HostEventSourceContract;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.List;

/** What every adapter must do, here with documents of several lines. */
class KubevirtYamlTest extends HostEventSourceContract {

  @Override
  protected HostEventSource source(SourceInput input) {
    return new KubevirtSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, null, "vm1", Format.KUBEVIRT, 5, null, CounterWhilePaused.UNKNOWN);
  }

  @Override
  protected List<String> goodLines() {
    return """
        kind: VirtualMachineInstance
        metadata: {namespace: ns, name: a}
        status:
          migrationState:
            migrationUid: u1
            startTimestamp: 2026-11-22T21:17:05Z
            endTimestamp: 2026-11-22T21:17:09Z
            sourceNode: n1
            targetNode: n2
            completed: true
        ---
        kind: VirtualMachineInstanceMigration
        metadata: {namespace: ns, name: m, uid: u2}
        spec: {vmiName: a}
        status:
          migrationState:
            startTimestamp: 2026-11-22T21:18:05Z
            sourceNode: n2
        """
        .lines()
        .toList();
  }

  @Override
  protected int eventCount() {
    return 3;
  }

  @Override
  protected String expectation() {
    return "VirtualMachineInstanceMigration or VirtualMachineInstance objects";
  }
}
