package io.lapse.producers.libvirt;

import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.ReaderMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a host did with one of its domains so far, as the log tells. The same word means different
 * things: Resumed Unpaused may be a first start, a restored guest that is let go, or the end of a
 * pause.
 *
 * <pre>
 *   UNKNOWN, OFF --- Resumed Unpaused, Started Booted ------------------------.
 *     |      ^  '--- Started Booted: BOOTED -- (Suspended: arrival) -- Resumed |
 *     |      |                                                                v
 *     |   Stopped *, Shutdown *, Crashed Panicked  &lt;-----------------------  RUNNING
 *     |   (from every state)                                       Suspended | ^  ^
 *     |                                                                      v |  |
 *     |                                                                 STOPPED  |
 *     |                                                    PMSuspended Memory    |
 *     |                                       RUNNING ---------------------> ASLEEP
 *     |                                               Resumed, Started Event wakeup
 *     '--- Started Migrated, Restored, Snapshot: ARRIVED -- (Suspended: arrival) -- Resumed: RUNNING
 * </pre>
 *
 * <p>Stops and restarts are taken in every state: lines get lost. A Stopped Migrated or Stopped
 * Saved of a guest that runs is its stop.
 *
 * <p>libvirt tells a move twice now and then, under two details; and that a guest booted, just
 * after it runs. What follows within a second is the same move.
 */
final class Domain {
  /** Where the domain stands. */
  enum State {
    /** The log has not told yet. */
    UNKNOWN,
    /** No process, or one that has ended or crashed. */
    OFF,
    /** A new process, of which nobody said that it runs. */
    BOOTED,
    /** A process that loads, or has loaded, a guest that ran before; the guest has not run here. */
    ARRIVED,
    RUNNING,
    STOPPED,
    /** The guest suspended itself to memory. */
    ASLEEP
  }

  private State state = State.UNKNOWN;

  /** When it came to stand there. */
  private TaiInstant since = new TaiInstant(0);

  /** How an ARRIVED guest will run. */
  private RestartMode arrivedAs = RestartMode.INCOMING;

  /** Whether what is OFF was saved. */
  private boolean saved;

  /** Whether the end of the process was told. */
  private boolean ended;

  /** Whether its memory is sent while it runs. */
  private boolean leaving;

  /** Whether it stood still before its memory was sent: to another host, or to a file. */
  private boolean held;

  private @Nullable Waiting waiting;

  State state() {
    return state;
  }

  @Nullable Waiting waiting() {
    return waiting;
  }

  /** Whether the hypervisor's downtime is all of the time that the guest stood still. */
  boolean isDowntimeWhole(boolean outgoing) {
    return outgoing ? !held : state != State.ARRIVED;
  }

  /** What it has to be told to go on as this one. */
  ReaderMemory memory() {
    ReaderMemory memory =
        ReaderMemory.empty()
            .put("state", state.name())
            .put("since_tai_ns", since.nanos())
            .put("arrived_as", arrivedAs.name())
            .put("saved", saved)
            .put("ended", ended)
            .put("leaving", leaving)
            .put("held", held);
    if (waiting != null) {
      waiting.remember(memory);
    }
    return memory;
  }

  static Domain of(ReaderMemory memory, String path) {
    Domain domain = new Domain();
    domain.state = State.valueOf(memory.text("state"));
    domain.since = new TaiInstant(memory.number("since_tai_ns"));
    domain.arrivedAs = RestartMode.valueOf(memory.text("arrived_as"));
    domain.saved = memory.flag("saved");
    domain.ended = memory.flag("ended");
    domain.leaving = memory.flag("leaving");
    domain.held = memory.flag("held");
    domain.waiting = Waiting.of(memory, path);
    return domain;
  }

  void suspended(String detail, TaiInstant at, Telling telling) {
    boolean arrived =
        switch (state) {
          case OFF, ARRIVED -> true;
          case BOOTED -> isSameMove(at);
          case UNKNOWN, RUNNING, STOPPED, ASLEEP -> detail.equals("Restored");
        };
    if (arrived) {
      if (detail.equals("Restored")) {
        arrive(RestartMode.RESTORED, at);
      }
      telling.stopped(StopReason.ARRIVAL);
      return;
    }
    boolean known = state == State.STOPPED && (isSameMove(at) || Detail.isAfterword(detail));
    if (!known) {
      move(State.STOPPED, at);
      telling.stopped(Detail.reasonOf(detail));
    }
  }

  void resumed(String detail, TaiInstant at, Location where, Telling telling) {
    RestartMode mode = Detail.modeOf(detail);
    switch (state) {
      case BOOTED -> move(State.RUNNING, at);
      case ARRIVED -> restart(arrivedAs, at, telling);
      case STOPPED, ASLEEP -> {
        // A migration away has failed.
        boolean stays = detail.equals("Migrated");
        restart(stays ? RestartMode.CONTINUED : mode, at, telling);
      }
      case RUNNING -> {
        // The end of a postcopy is no restart.
        if (mode != RestartMode.INCOMING && !isSameMove(at)) {
          restart(mode, at, telling);
        }
      }
      case UNKNOWN, OFF -> {
        if (mode == RestartMode.CONTINUED) {
          waiting = new Waiting(at, where);
        } else {
          restart(mode, at, telling);
        }
      }
    }
  }

  private void restart(RestartMode mode, TaiInstant at, Telling telling) {
    move(State.RUNNING, at);
    telling.restarted(mode);
  }

  /**
   * Something follows the word that waits, if one does.
   *
   * @return whether it says what the waiting word was, and so is told
   */
  boolean settle(@Nullable String started, TaiInstant at, Telling telling) {
    Waiting resumed = waiting;
    if (resumed == null) {
      return false;
    }
    waiting = null;
    String cause =
        started == null || started.equals("Event wakeup") || !resumed.isNear(at) ? null : started;
    RestartMode mode = cause == null ? unexplained() : Detail.arrivalOf(cause);
    if (mode != null) {
      restart(mode, resumed.at(), telling);
    } else {
      move(State.RUNNING, resumed.at());
      telling.started();
    }
    return cause != null;
  }

  /** How a guest came to run, if nothing says more; null if it booted. */
  private @Nullable RestartMode unexplained() {
    if (state != State.OFF) {
      return RestartMode.CONTINUED;
    }
    return saved ? RestartMode.RESTORED : null;
  }

  void started(String detail, TaiInstant at, Telling telling) {
    RestartMode mode = Detail.arrivalOf(detail);
    if (mode != null) {
      arrive(mode, at);
    } else if (detail.equals("Event wakeup")) {
      if (state != State.RUNNING || !isSameMove(at)) {
        restart(RestartMode.WAKEUP, at, telling);
      }
    } else {
      boolean runs = state == State.RUNNING && isSameMove(at);
      move(runs ? State.RUNNING : State.BOOTED, at);
      telling.started();
    }
  }

  private void arrive(RestartMode mode, TaiInstant at) {
    move(State.ARRIVED, at);
    arrivedAs = mode;
  }

  void stopped(String detail, TaiInstant at, Telling telling) {
    if (state == State.RUNNING || state == State.BOOTED) {
      switch (detail) {
        case "Migrated" -> telling.stopped(StopReason.MIGRATE);
        case "Saved" -> telling.stopped(StopReason.SAVE);
        default -> {
          // A life ends: no outage.
        }
      }
    }
    shutDown(at, telling);
    saved = detail.equals("Saved");
  }

  /** The guest powered itself off, or was told to. */
  void shutDown(TaiInstant at, Telling telling) {
    boolean told = ended;
    move(State.OFF, at);
    ended = true;
    if (!told) {
      telling.shutDown();
    }
  }

  /** Its kernel stands still for good; libvirt goes on to end the process, or to keep it. */
  void panicked(TaiInstant at) {
    move(State.OFF, at);
  }

  void fellAsleep(TaiInstant at, Telling telling) {
    if (state != State.ASLEEP) {
      move(State.ASLEEP, at);
      telling.stopped(StopReason.SLEEP);
    }
  }

  /** Something happened that only a guest that runs, or ran, can cause. */
  void showsThatItRan(TaiInstant at) {
    if (state == State.UNKNOWN || state == State.BOOTED || state == State.ARRIVED) {
      move(State.RUNNING, at);
    }
  }

  /** Its memory was sent once more. A save says so too, of a guest that it has stopped before. */
  void iterated(boolean first, Telling telling) {
    switch (state) {
      case UNKNOWN, BOOTED, RUNNING -> {
        if (first || !leaving) {
          telling.migrating();
        }
        leaving = true;
        held = false;
      }
      case STOPPED, ASLEEP -> {
        leaving &= !first;
        held = !leaving;
      }
      case OFF, ARRIVED -> {
        // A source alone says so: its line came late.
      }
    }
  }

  private void move(State next, TaiInstant at) {
    state = next;
    since = at;
    saved = false;
    if (next != State.OFF) {
      ended = false;
    }
    if (next != State.OFF && next != State.STOPPED) {
      leaving = false;
      held = false;
    }
  }

  private boolean isSameMove(TaiInstant at) {
    return Waiting.isNear(since, at);
  }
}
