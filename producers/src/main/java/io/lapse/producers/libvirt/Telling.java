package io.lapse.producers.libvirt;

import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;

/** Hears what the ledger is to be told of a domain. */
interface Telling {
  void stopped(StopReason reason);

  void restarted(RestartMode mode);

  void started();

  void shutDown();

  /** Its memory is sent to another host while it runs. */
  void migrating();
}
