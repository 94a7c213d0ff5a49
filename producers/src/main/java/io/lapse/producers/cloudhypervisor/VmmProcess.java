package io.lapse.producers.cloudhypervisor;

import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.producers.source.ReaderMemory;

/**
 * What a VMM did with its guest so far, as its events tell. {@code resumed} may be the end of a
 * pause, of a restore, or of a migration.
 *
 * <pre>
 *              booted                 paused
 *   UNKNOWN ------------> RUNNING ----------------> PAUSED
 *     | |                  ^ ^ ^                      |
 *     | | restored         | | '------- resumed ------'
 *     | '--------> RESTORED  |
 *     |             resumed  | resumed
 *     '---------------> INCOMING
 *     ^   migration-receive-*      |
 *     '- migration-receive-failed -'
 *
 *   any -- rebooting --> REBOOTING -- rebooted --> RUNNING
 *   any -- shutdown, deleted --> ENDED, from where it goes on as from UNKNOWN
 * </pre>
 *
 * <p>A reboot shuts the guest down and boots it again, and says so in between: that is one reset.
 * {@code paused} and {@code resumed} are taken in every state, because records get lost.
 */
final class VmmProcess {

  /** Where the process stands. */
  enum State {
    /** The log has not told yet. */
    UNKNOWN,
    RUNNING,
    PAUSED,
    /** It loads, or has loaded, a guest that ran on another VMM; the guest has not run here. */
    INCOMING,
    /** It has loaded a snapshot; the guest has not run here. */
    RESTORED,
    REBOOTING,
    /** The guest was shut down. */
    ENDED
  }

  private State state = State.UNKNOWN;

  /** Whether a migration away from here is under way. */
  private boolean leaving;

  State state() {
    return state;
  }

  /** What it has to be told to go on as this one. */
  ReaderMemory memory() {
    return ReaderMemory.empty().put("state", state.name()).put("leaving", leaving);
  }

  static VmmProcess of(ReaderMemory memory) {
    VmmProcess process = new VmmProcess();
    process.state = State.valueOf(memory.text("state"));
    process.leaving = memory.flag("leaving");
    return process;
  }

  /** The guest runs from its beginning; says whether that is news. */
  boolean booted() {
    if (state == State.REBOOTING) {
      return false;
    }
    state = State.RUNNING;
    return true;
  }

  /** The vCPUs stand still; PAUSE is also said of one for a snapshot that is yet to be told. */
  StopReason paused() {
    if (state == State.INCOMING || state == State.RESTORED) {
      return StopReason.ARRIVAL;
    }
    state = State.PAUSED;
    return leaving ? StopReason.MIGRATE : StopReason.PAUSE;
  }

  /** The vCPUs run. */
  RestartMode resumed() {
    State before = state;
    state = State.RUNNING;
    return switch (before) {
      case INCOMING -> RestartMode.INCOMING;
      case RESTORED -> RestartMode.RESTORED;
      case UNKNOWN, RUNNING, PAUSED, REBOOTING, ENDED -> RestartMode.CONTINUED;
    };
  }

  /** A saved state was loaded: from a file, unless it is just being received. */
  void restored() {
    if (state != State.INCOMING) {
      state = State.RESTORED;
    }
  }

  void rebooting() {
    state = State.REBOOTING;
  }

  void rebooted() {
    state = State.RUNNING;
  }

  /** The guest is no more here; says whether that is news. */
  boolean ended() {
    if (state == State.REBOOTING || state == State.ENDED) {
      return false;
    }
    state = State.ENDED;
    leaving = false;
    return true;
  }

  /** It sends its guest away. */
  MigrationRole sends() {
    leaving = true;
    return MigrationRole.SOURCE;
  }

  /** It has sent its guest away, or has failed to, and goes on with it. */
  MigrationRole sent() {
    leaving = false;
    return MigrationRole.SOURCE;
  }

  /** It receives a guest, or has received one. */
  MigrationRole receives() {
    boolean hasNone = state == State.UNKNOWN || state == State.ENDED || state == State.RESTORED;
    if (hasNone) {
      state = State.INCOMING;
    }
    return MigrationRole.DESTINATION;
  }

  /** What it received is no guest that could run. */
  MigrationRole receivedNothing() {
    if (state == State.INCOMING) {
      state = State.UNKNOWN;
    }
    return MigrationRole.DESTINATION;
  }

  /** All memory of a guest that ran meanwhile has come over; both ends may say it. */
  MigrationRole hasAllMemory() {
    if (leaving) {
      return sent();
    }
    return switch (state) {
      case INCOMING, RUNNING -> MigrationRole.DESTINATION;
      case UNKNOWN, PAUSED, RESTORED, REBOOTING, ENDED -> MigrationRole.UNKNOWN;
    };
  }
}
