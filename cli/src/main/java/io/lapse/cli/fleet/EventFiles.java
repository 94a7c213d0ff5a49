package io.lapse.cli.fleet;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** Lapse's own events: one file of what hosts say, one of what guests say. */
final class EventFiles implements FleetFiles {
  private final String format;
  private final EventFile hosts;
  private final EventFile guests;

  /** How a file of such events is opened. */
  interface Opener {
    EventFile open(Path file) throws IOException;
  }

  EventFiles(Path folder, String format, Opener opener) throws IOException {
    this.format = format;
    this.hosts = opener.open(folder.resolve("host-events." + format));
    this.guests = opener.open(folder.resolve("guest-events." + format));
  }

  @Override
  public void take(HostEvent event) throws IOException {
    hosts.write(event);
  }

  @Override
  public void take(GuestEvent event) throws IOException {
    guests.write(event);
  }

  @Override
  public void writeManifest(Writer manifest) throws IOException {
    ManifestWriter entries = new ManifestWriter(manifest);
    entries.events(format, "host-events." + format);
    entries.events(format, "guest-events." + format);
    entries.end();
  }

  @Override
  public void close() throws IOException {
    try (hosts) {
      guests.close();
    }
  }
}
