package io.lapse.ledger;

/** The kind of log that an event came from. */
public enum Source {
  /** A QEMU process's QMP socket: says nothing about announcements. */
  QMP(false),
  /** libvirt's events: say nothing about announcements. */
  LIBVIRT(false),
  /** Lapse's own JSON lines: a guest that was warned is said to have been warned. */
  JSONL(true),
  /** Lapse's own Avro files and records. */
  AVRO(true),
  /** The emulated guest of Lapse. */
  EMULATED(true),
  /** The log of any other hypervisor, or of what manages it: says nothing about announcements. */
  HYPERVISOR_LOG(false);

  private final boolean tellsAnnouncements;

  Source(boolean tellsAnnouncements) {
    this.tellsAnnouncements = tellsAnnouncements;
  }

  /** Whether silence about an announcement means that there was none. */
  public boolean tellsAnnouncements() {
    return tellsAnnouncements;
  }
}
