package io.lapse.cli.fleet;

import io.lapse.ledger.host.HostEvent;
import java.io.IOException;

/** Says what happens in a hypervisor's words. One adapter for each hypervisor. */
interface HostLogWriter {
  /** Writes an event; false if the hypervisor has no words for it. */
  boolean write(HostEvent event);

  /** Lists the logs that were written. */
  void list(ManifestWriter manifest, FleetFacts facts) throws IOException;
}
