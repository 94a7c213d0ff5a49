package io.lapse.ledger.host;

import io.lapse.ledger.CanonicalForm;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a host did to a guest, or says about it. Add a kind here and the compiler names
 * every fold to extend.
 */
public sealed interface HostEvent extends LedgerInput {
  <R> R match(Cases<R> cases);

  /** One method per kind: the Java 17 stand-in for an exhaustive pattern switch. */
  interface Cases<R> {
    R announced(Announced event);

    R quiesced(Quiesced event);

    R stopped(Stopped event);

    R restarted(Restarted event);

    R started(Started event);

    R migration(Migration event);

    R reset(Reset event);

    R shutDown(ShutDown event);

    R killed(Killed event);

    R vcpuStarved(VcpuStarved event);

    R hostClock(HostClock event);

    R compensation(Compensation event);
  }

  /**
   * The guest was told that it will be stopped.
   *
   * @param deadline until when it may quiesce
   */
  record Announced(Envelope envelope, TaiInstant deadline) implements HostEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "announced");
      form.number("deadline_tai_ns", deadline.nanos());
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.announced(this);
    }
  }

  /** The guest has brought itself to rest and may be stopped. */
  record Quiesced(Envelope envelope) implements HostEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "quiesced");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.quiesced(this);
    }
  }

  /**
   * The guest's vCPUs stopped.
   *
   * @param migrationId pairs it with its restart where the source gives one
   */
  record Stopped(Envelope envelope, StopReason reason, @Nullable String migrationId)
      implements HostEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "stopped");
      form.text("reason", reason.name());
      form.text("migration_id", migrationId);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stopped(this);
    }
  }

  /**
   * The guest's vCPUs run again.
   *
   * @param migrationId pairs it with its stop where the source gives one
   * @param counterWhilePaused what the guest's counter did in between
   * @param compensatedNanos by how much the host says it advanced the counter; null if it does not
   * @param tscBefore the guest's TSC per vCPU when it stopped, in cycles; empty if not read
   * @param tscAfter the same when it restarted; as many as before
   */
  record Restarted(
      Envelope envelope,
      RestartMode mode,
      @Nullable String migrationId,
      CounterWhilePaused counterWhilePaused,
      @Nullable Long compensatedNanos,
      List<Long> tscBefore,
      List<Long> tscAfter)
      implements HostEvent {
    static final int VCPUS_MAX = 8_192; // More than any hypervisor gives a guest.

    public Restarted {
      tscBefore = List.copyOf(tscBefore);
      tscAfter = List.copyOf(tscAfter);
      if (tscBefore.size() > VCPUS_MAX) {
        throw new IllegalArgumentException(
            "tscBefore must be at most " + VCPUS_MAX + ": " + tscBefore.size());
      }
      if (tscBefore.size() != tscAfter.size()) {
        throw new IllegalArgumentException(
            "tscAfter must be as many as tscBefore: " + tscAfter.size() + ", " + tscBefore.size());
      }
    }

    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "restarted");
      form.text("mode", mode.name());
      form.text("migration_id", migrationId);
      form.text("counter_while_paused", counterWhilePaused.name());
      form.number("compensated_ns", compensatedNanos);
      form.numbers("tsc_before", tscBefore);
      form.numbers("tsc_after", tscAfter);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.restarted(this);
    }
  }

  /** The guest's first start: it was never stopped, and nothing is missing. */
  record Started(Envelope envelope) implements HostEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "started");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.started(this);
    }
  }

  /**
   * A migration of the guest reached a status.
   *
   * @param downtimeNanos the hypervisor's own figure of the outage, not negative; null if unsaid
   */
  record Migration(
      Envelope envelope,
      MigrationStatus status,
      MigrationRole role,
      @Nullable String migrationId,
      @Nullable Long downtimeNanos)
      implements HostEvent {
    public Migration {
      requireNotNegative("downtimeNanos", downtimeNanos);
    }

    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "migration");
      form.text("status", status.name());
      form.text("role", role.name());
      form.text("migration_id", migrationId);
      form.numberIfStated("downtime_ns", downtimeNanos);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.migration(this);
    }
  }

  /** The guest was reset: its timers and clocks are gone. */
  record Reset(Envelope envelope) implements HostEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "reset");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reset(this);
    }
  }

  /** The process that ran the guest ended. It opens and closes nothing. */
  record ShutDown(Envelope envelope) implements HostEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "shut_down");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.shutDown(this);
    }
  }

  /** The host killed the guest: it did not quiesce in time. */
  record Killed(Envelope envelope) implements HostEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "killed");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.killed(this);
    }
  }

  /** A vCPU was scheduled out for {@code durationNanos}, not negative: no outage, but evidence. */
  record VcpuStarved(Envelope envelope, long durationNanos) implements HostEvent {
    public VcpuStarved {
      requireNotNegative("durationNanos", durationNanos);
    }

    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "vcpu_starved");
      form.number("duration_ns", durationNanos);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.vcpuStarved(this);
    }
  }

  /**
   * The state of the host's own clock.
   *
   * @param errorNanos its bound from here on; not negative
   * @param steppedNanos by how much it was just stepped, positive forward; 0 if it was not
   * @param wrongTaiOffsetSeconds the kernel's TAI - UTC, if a leap-second table differs; else null
   */
  record HostClock(
      Envelope envelope,
      long errorNanos,
      long steppedNanos,
      @Nullable Integer wrongTaiOffsetSeconds)
      implements HostEvent {
    public HostClock {
      requireNotNegative("errorNanos", errorNanos);
    }

    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "host_clock");
      form.number("error_ns", errorNanos);
      form.number("stepped_ns", steppedNanos);
      form.numberIfStated("wrong_tai_offset_s", wrongTaiOffsetSeconds);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.hostClock(this);
    }
  }

  /**
   * How far the guest's counter was really advanced over an outage.
   *
   * @param restartedAt the restart stamp of that outage, exactly
   * @param compensatedNanos the advance; positive forward
   */
  record Compensation(Envelope envelope, TaiInstant restartedAt, long compensatedNanos)
      implements HostEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "compensation");
      form.number("restarted_tai_ns", restartedAt.nanos());
      form.number("compensated_ns", compensatedNanos);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.compensation(this);
    }
  }

  private static void requireNotNegative(String name, @Nullable Long nanos) {
    if (nanos != null && nanos < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + nanos);
    }
  }
}
