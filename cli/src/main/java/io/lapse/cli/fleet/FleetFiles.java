package io.lapse.cli.fleet;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/** The files that a fleet's events are written to, in the order in which they arrive. */
interface FleetFiles extends Closeable {
  void take(HostEvent event) throws IOException;

  void take(GuestEvent event) throws IOException;

  /** Writes the manifest that lists the files. To be called once, after all events. */
  void writeManifest(Writer manifest) throws IOException;
}
