package io.lapse.cli.fleet;

import io.lapse.ledger.time.TaiInstant;

/** One guest as the libvirt of one host tells of it. */
final class VirshDomain {
  private static final long MILLI_NANOS = 1_000_000;

  /** Numbers of virDomainJobOperation. */
  private static final int SAVE = 2;

  private static final int MIGRATION_OUT = 5;

  private final VirshLogText log;
  private final String guest;
  private TaiInstant at = new TaiInstant(0);
  private TaiInstant jobBegan = at;
  private TaiInstant stopped = at;
  private Leaving leaving = Leaving.NOT;
  private boolean alive;

  /** Of the file in which its process began: there stands all that is said of it. */
  private int logNumber = 1;

  /** How far it is on its way out of the process. */
  private enum Leaving {
    NOT,
    SENDING,
    POSTCOPIED,
    MIGRATED,
    SAVED
  }

  VirshDomain(VirshLogText log, String guest) {
    this.log = log;
    this.guest = guest;
  }

  /** The stamp of what is said next. */
  VirshDomain at(TaiInstant stamp) {
    at = stamp;
    return this;
  }

  boolean isPostcopied() {
    return leaving == Leaving.POSTCOPIED;
  }

  /** Its host failed: if a process was there, so did virsh. */
  void loseHost() {
    if (alive) {
      log.failed(logNumber);
      alive = false;
    }
  }

  boolean booted() {
    begin();
    lifecycle("Resumed Unpaused");
    return lifecycle("Started Booted");
  }

  boolean suspended(String detail) {
    stopped = at;
    return lifecycle("Suspended " + detail);
  }

  boolean suspendedToBeSaved() {
    suspended("Paused");
    jobBegan = at;
    leaving = Leaving.SAVED;
    return iterated(1);
  }

  boolean fellAsleep() {
    event("pm-suspend", "");
    return lifecycle("PMSuspended Memory");
  }

  boolean wokeUp() {
    event("pm-wakeup", "");
    return lifecycle("Started Event wakeup");
  }

  /** After a pause, or a migration that failed. */
  boolean goesOn() {
    boolean failed = leaving == Leaving.SENDING;
    leaving = Leaving.NOT;
    return lifecycle(failed ? "Resumed Migrated" : "Resumed Unpaused");
  }

  /** A process waits for a guest from elsewhere. */
  boolean prepared() {
    begin();
    return lifecycle("Started Migrated");
  }

  boolean arrived(boolean postcopied) {
    if (!alive) {
      prepared();
    }
    return lifecycle(postcopied ? "Resumed Post-copy" : "Resumed Migrated");
  }

  boolean restored() {
    begin();
    lifecycle("Started Restored");
    return lifecycle("Resumed Snapshot");
  }

  private void begin() {
    alive = true;
    leaving = Leaving.NOT;
    logNumber = log.number();
  }

  boolean isToMigrate() {
    jobBegan = at;
    leaving = Leaving.SENDING;
    return true;
  }

  boolean iterated(int iteration) {
    return event("migration-iteration", ": iteration: '" + iteration + "'");
  }

  boolean postcopied() {
    leaving = Leaving.POSTCOPIED;
    return lifecycle("Suspended Post-copy");
  }

  boolean migrated() {
    leaving = Leaving.MIGRATED;
    return completed(MIGRATION_OUT);
  }

  /** The migration failed; if the guest had stopped for it, it goes on. */
  boolean stays() {
    leaving = stopped.isAfter(jobBegan) ? Leaving.SENDING : Leaving.NOT;
    return true;
  }

  boolean rebooted() {
    return event("reboot", "");
  }

  boolean ended() {
    alive = false;
    boolean saved = leaving == Leaving.SAVED;
    boolean migrated = leaving == Leaving.MIGRATED;
    leaving = Leaving.NOT;
    if (saved) {
      completed(SAVE);
      return lifecycle("Stopped Saved");
    }
    if (migrated) {
      return lifecycle("Stopped Migrated");
    }
    lifecycle("Shutdown Finished after host request");
    return lifecycle("Stopped Destroyed");
  }

  private boolean completed(int operation) {
    String says =
        ":\n\toperation: "
            + operation
            + "\n\ttime_elapsed: "
            + sinceMillis(jobBegan)
            + "\n\tdowntime: "
            + sinceMillis(stopped)
            + "\n\tsetup_time: 1\n\tmemory_iteration: 3\n\tmemory_postcopy_requests: 0"
            + "\n\tmemory_page_size: 4096";
    return event("job-completed", says);
  }

  private long sinceMillis(TaiInstant instant) {
    return Math.max(0, instant.nanosUntil(at) / MILLI_NANOS);
  }

  private boolean lifecycle(String says) {
    return event("lifecycle", ": " + says);
  }

  private boolean event(String name, String says) {
    log.event(logNumber, at, name, guest, says);
    return true;
  }
}
