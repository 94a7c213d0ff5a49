package io.lapse.producers.qmp;

import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.producers.source.ReaderMemory;
import java.util.Optional;

/**
 * What a QEMU process did with its guest so far, as its log tells. The same word means different
 * things: a RESUME may be a first start, an arrival or a continuation.
 *
 * <pre>
 *                    inmigrate, MIGRATION(*)               RESUME
 *   UNKNOWN ---------------------------------> INCOMING ------------.
 *     |  |                                       | ^ STOP: arrival  |
 *     |  | prelaunch               MIGRATION_PASS(*)                |
 *     |  '----------> PRELAUNCH -----------.     |                  |
 *     |                           RESUME   v     v                  v
 *     '-- RESUME, RTC_CHANGE, RESET by the guest, WATCHDOG, --->  RUNNING  <--------.
 *         GUEST_PANICKED, MIGRATION_PASS, running                  |   |            |
 *     '-- paused, postmigrate, ... --.                       STOP  |   | SUSPEND    |
 *                                    v                             |   v            |
 *                                  STOPPED  <----------------------' SLEEPING ------|
 *                                    |                                WAKEUP,       |
 *                                    '------------------------------- RESUME -------'
 * </pre>
 *
 * <p>(*) A MIGRATION of a process of which nothing is known is taken for an arrival: a destination
 * says little else. MIGRATION_PASS comes from sources only and takes that back; so does a failure.
 *
 * <p>STOP, SUSPEND and WAKEUP are taken in every state: lines get lost.
 */
final class QemuProcess {

  /** Where the process stands. */
  enum State {
    /** The log has not told yet. */
    UNKNOWN,
    /** Started with -S: the guest has not run. */
    PRELAUNCH,
    /** It loads, or has loaded, a guest that ran elsewhere; the guest has not run here. */
    INCOMING,
    RUNNING,
    STOPPED,
    /** The guest suspended itself to memory. */
    SLEEPING
  }

  private State state = State.UNKNOWN;

  /** Whether INCOMING is only the best guess. */
  private boolean tentative;

  /** Whether a STOP came while INCOMING was only the best guess. */
  private boolean stoppedTentatively;

  /** Whether a migration away from here is under way. */
  private boolean leaving;

  /** Whether the guest came from elsewhere and that migration may still have a word to say. */
  private boolean arriving;

  State state() {
    return state;
  }

  /** What it has to be told to go on as this one. */
  ReaderMemory memory() {
    return ReaderMemory.empty()
        .put("state", state.name())
        .put("tentative", tentative)
        .put("stopped_tentatively", stoppedTentatively)
        .put("leaving", leaving)
        .put("arriving", arriving);
  }

  static QemuProcess of(ReaderMemory memory) {
    QemuProcess process = new QemuProcess();
    process.state = State.valueOf(memory.text("state"));
    process.tentative = memory.flag("tentative");
    process.stoppedTentatively = memory.flag("stopped_tentatively");
    process.leaving = memory.flag("leaving");
    process.arriving = memory.flag("arriving");
    return process;
  }

  /** The vCPUs stopped. */
  StopReason stop() {
    if (state == State.INCOMING) {
      stoppedTentatively = tentative;
      return StopReason.ARRIVAL;
    }
    state = State.STOPPED;
    return leaving ? StopReason.MIGRATE : StopReason.UNKNOWN;
  }

  /** The vCPUs run; empty for the guest's first start. */
  Optional<RestartMode> resume() {
    State before = state;
    state = State.RUNNING;
    return switch (before) {
      case UNKNOWN, PRELAUNCH -> Optional.empty();
      case INCOMING -> {
        arriving = true;
        yield Optional.of(RestartMode.INCOMING);
      }
      case RUNNING, STOPPED, SLEEPING -> Optional.of(RestartMode.CONTINUED);
    };
  }

  void suspend() {
    state = State.SLEEPING;
  }

  void wakeUp() {
    state = State.RUNNING;
  }

  /** Something happened that only a guest that runs, or ran, can cause. */
  void showsThatItRan() {
    if (state == State.UNKNOWN || state == State.PRELAUNCH) {
      state = State.RUNNING;
    }
  }

  /** A source sent its memory once more. */
  void migrationPass() {
    arriving = false;
    showsThatItRan();
    if (state == State.INCOMING && tentative) {
      state = stoppedTentatively ? State.STOPPED : State.RUNNING;
    }
    leaving = state != State.INCOMING;
  }

  /** A migration reached a status; says which end of it this process is. */
  MigrationRole migration(MigrationStatus status) {
    if (state == State.UNKNOWN) {
      state = State.INCOMING;
      tentative = true;
      stoppedTentatively = false;
    }
    return switch (state) {
      case UNKNOWN, PRELAUNCH -> MigrationRole.UNKNOWN;
      case INCOMING -> tentative ? tentativeRole(status) : MigrationRole.DESTINATION;
      case RUNNING, STOPPED, SLEEPING -> arrivedRole(status);
    };
  }

  /** A source says MIGRATION_PASS between setup and any other status, unless it fails first. */
  private MigrationRole tentativeRole(MigrationStatus status) {
    return switch (status) {
      case SETUP -> MigrationRole.UNKNOWN;
      case FAILED, CANCELLED -> {
        state = State.UNKNOWN;
        yield MigrationRole.UNKNOWN;
      }
      case ACTIVE, POSTCOPY, COMPLETED, OTHER -> MigrationRole.DESTINATION;
    };
  }

  /** After an arrival the next setup begins another migration; what precedes it ends this one. */
  private MigrationRole arrivedRole(MigrationStatus status) {
    boolean ends =
        switch (status) {
          case COMPLETED, FAILED, CANCELLED -> true;
          case SETUP, ACTIVE, POSTCOPY, OTHER -> false;
        };
    if (arriving && status != MigrationStatus.SETUP) {
      arriving = !ends;
      return MigrationRole.DESTINATION;
    }
    arriving = false;
    leaving = !ends;
    return MigrationRole.SOURCE;
  }

  /** The answer to query-status. */
  void status(String status, boolean running) {
    if (running) {
      arriving |= state == State.INCOMING;
      state = State.RUNNING;
      return;
    }
    switch (status) {
      case "inmigrate" -> becomeIncoming();
      case "prelaunch" -> becomeIfUnknown(State.PRELAUNCH);
      case "suspended" -> state = State.SLEEPING;
      case "paused" -> becomePaused();
      default -> becomeIfUnknown(State.STOPPED);
    }
  }

  /**
   * What must have happened unseen, if this is the next answer to query-status; empty if nothing
   * must.
   */
  Optional<String> unseenBefore(String status, boolean running) {
    return switch (state) {
      case UNKNOWN -> Optional.empty();
      case RUNNING -> running ? Optional.empty() : Optional.of("stopped");
      case PRELAUNCH -> running ? Optional.of("started") : ranIfPaused(status);
      case INCOMING -> running && !tentative ? Optional.of("arrived and ran") : Optional.empty();
      case STOPPED -> running ? Optional.of("restarted") : Optional.empty();
      case SLEEPING -> status.equals("suspended") ? Optional.empty() : Optional.of("woke up");
    };
  }

  private static Optional<String> ranIfPaused(String status) {
    return status.equals("paused") ? Optional.of("started and stopped") : Optional.empty();
  }

  /** Whether a migration away from here is under way, as the answer to query-migrate has it. */
  void leaving(boolean underWay) {
    leaving = underWay;
  }

  private void becomeIncoming() {
    if (state == State.UNKNOWN || state == State.PRELAUNCH || state == State.INCOMING) {
      state = State.INCOMING;
      tentative = false;
    }
  }

  /** Only a guest that has run is called paused; else it is prelaunch. */
  private void becomePaused() {
    if (state == State.PRELAUNCH) {
      state = State.STOPPED;
    }
    becomeIfUnknown(State.STOPPED);
  }

  /** An incoming process that is paused has its guest loaded, and has not run it. */
  private void becomeIfUnknown(State known) {
    if (state == State.UNKNOWN) {
      state = known;
    }
  }
}
