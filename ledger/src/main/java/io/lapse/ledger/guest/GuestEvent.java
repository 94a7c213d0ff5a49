package io.lapse.ledger.guest;

import io.lapse.ledger.CanonicalForm;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something that a guest, or its agent, says about itself. */
public sealed interface GuestEvent extends LedgerInput {
  <R> R match(Cases<R> cases);

  /** One method per kind. */
  interface Cases<R> {
    R profile(Profile event);

    R inventory(Inventory event);

    R clockObservation(ClockObservation event);

    R slept(Slept event);

    R reacted(Reacted event);
  }

  /**
   * What the guest is.
   *
   * @param clocksource {@code tsc}, {@code kvm-clock}, ...; null if unknown
   * @param tscKhz frequency of its TSC in kHz; null if unknown
   * @param kernel its kernel version; null if unknown
   * @param os {@code linux}, or what else it is; null if unknown
   * @param guestClass the class whose policy holds
   * @param counterWhilePaused what its counter does in a pause, where no manifest says
   * @param labels at most {@value Labels#COUNT_MAX}; in UTF-8 a key has 1 to {@value
   *     Labels#KEY_BYTES_MAX} bytes, a value at most {@value Labels#VALUE_BYTES_MAX}
   */
  record Profile(
      Envelope envelope,
      @Nullable String clocksource,
      @Nullable Long tscKhz,
      @Nullable String kernel,
      @Nullable String os,
      String guestClass,
      CounterWhilePaused counterWhilePaused,
      Map<String, String> labels)
      implements GuestEvent {
    /** The class of a guest that states none. */
    public static final String DEFAULT_CLASS = "default";

    public Profile {
      labels = Labels.checked(labels);
    }

    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "profile");
      form.text("clocksource", clocksource);
      form.number("tsc_khz", tscKhz);
      form.text("kernel", kernel);
      form.text("os", os);
      form.text("class", guestClass);
      form.text("counter_while_paused", counterWhilePaused.name());
      form.number("labels", (long) labels.size());
      new TreeMap<>(labels).forEach(form::text);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.profile(this);
    }
  }

  /**
   * The timers that stood armed at the stamp, and the guest's own clocks then.
   *
   * @param taiOffsetSeconds the guest's TAI - UTC
   * @param timers each of them; empty where there is a histogram
   * @param histogram how many of each sort, where they are too many to list, or where their source
   *     does not list them; else null
   */
  record Inventory(
      Envelope envelope,
      long realtimeNanos,
      long monotonicNanos,
      long boottimeNanos,
      int taiOffsetSeconds,
      List<ArmedTimer> timers,
      @Nullable TimerHistogram histogram)
      implements GuestEvent {
    /** As many are listed; of more there is a histogram. */
    public static final int TIMERS_MAX = 10_000;

    public Inventory {
      timers = List.copyOf(timers);
      if (timers.size() > TIMERS_MAX) {
        throw new IllegalArgumentException(
            "timers must be at most " + TIMERS_MAX + ": " + timers.size());
      }
      if (histogram != null && !timers.isEmpty()) {
        throw new IllegalArgumentException("timers must be listed or counted, not both");
      }
    }

    /** Timers that are listed. */
    public Inventory(
        Envelope envelope,
        long realtimeNanos,
        long monotonicNanos,
        long boottimeNanos,
        int taiOffsetSeconds,
        List<ArmedTimer> timers) {
      this(envelope, realtimeNanos, monotonicNanos, boottimeNanos, taiOffsetSeconds, timers, null);
    }

    /**
     * However many timers there are: listed up to {@link #TIMERS_MAX}, counted beyond.
     *
     * @throws ArithmeticException if one that is counted is due beyond 64 bits
     */
    public static Inventory of(
        Envelope envelope,
        long realtimeNanos,
        long monotonicNanos,
        long boottimeNanos,
        int taiOffsetSeconds,
        List<ArmedTimer> timers) {
      Inventory clocks =
          new Inventory(
              envelope, realtimeNanos, monotonicNanos, boottimeNanos, taiOffsetSeconds, List.of());
      return timers.size() <= TIMERS_MAX
          ? clocks.with(timers, null)
          : clocks.with(List.of(), TimerHistogram.of(timers, clocks::dueNanos));
    }

    private Inventory with(List<ArmedTimer> listed, @Nullable TimerHistogram counted) {
      return new Inventory(
          envelope,
          realtimeNanos,
          monotonicNanos,
          boottimeNanos,
          taiOffsetSeconds,
          listed,
          counted);
    }

    /** How many timers stood armed. */
    public long timerCount() {
      return histogram == null ? timers.size() : histogram.count();
    }

    /** The same inventory, whose timers are counted. */
    public Inventory withoutList() {
      return with(List.of(), counted());
    }

    /** The timers, counted. */
    public TimerHistogram counted() {
      return histogram == null ? TimerHistogram.of(timers, this::dueNanos) : histogram;
    }

    /**
     * In how many ns after the stamp a timer is due, on the clock that it names; negative if it was
     * due before.
     *
     * @throws ArithmeticException beyond 64 bits
     */
    public long dueNanos(ArmedTimer timer) {
      return Math.subtractExact(timer.expiresNanos(), clockNanos(timer.clock()));
    }

    /** The guest's clock {@code clock} at the stamp, in ns. */
    public long clockNanos(TimerClock clock) {
      return switch (clock) {
        case MONOTONIC -> monotonicNanos;
        case BOOTTIME -> boottimeNanos;
        case REALTIME -> realtimeNanos;
        case TAI -> Math.addExact(realtimeNanos, taiOffsetSeconds * 1_000_000_000L);
      };
    }

    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "inventory");
      form.number("realtime_ns", realtimeNanos);
      form.number("monotonic_ns", monotonicNanos);
      form.number("boottime_ns", boottimeNanos);
      form.number("tai_offset_s", (long) taiOffsetSeconds);
      if (histogram != null) {
        histogram.describe(form);
        return;
      }
      form.number("timers", (long) timers.size());
      timers.forEach(timer -> timer.describe(form));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.inventory(this);
    }
  }

  /**
   * The guest's wall clock was compared with a better one.
   *
   * @param offsetNanos positive: the guest's clock is behind TAI
   * @param errorNanos what the comparison may be off by; not negative
   * @param status the guest's own word about its synchronisation; null if it gave none
   */
  record ClockObservation(
      Envelope envelope, long offsetNanos, long errorNanos, @Nullable String status)
      implements GuestEvent {
    public ClockObservation {
      if (errorNanos < 0) {
        throw new IllegalArgumentException("errorNanos must not be negative: " + errorNanos);
      }
    }

    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "clock_observation");
      form.number("offset_ns", offsetNanos);
      form.number("error_ns", errorNanos);
      form.text("status", status);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.clockObservation(this);
    }
  }

  /**
   * How much sleep the guest added to its clocks when it resumed.
   *
   * @param restartedAt the restart stamp of that outage, exactly
   */
  record Slept(Envelope envelope, TaiInstant restartedAt, long sleptNanos) implements GuestEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "slept");
      form.number("restarted_tai_ns", restartedAt.nanos());
      form.number("slept_ns", sleptNanos);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.slept(this);
    }
  }

  /**
   * The guest's kernel acted on a notice.
   *
   * @param noticeSequence the sequence number that it saw
   * @param injectedNanos by how much REALTIME and TAI were stepped; positive forward
   * @param asSleep whether BOOTTIME moved with them
   * @param ntpReset whether the NTP state was cleared
   * @param cancelledTimers how many TFD_TIMER_CANCEL_ON_SET timers woke; null if it did not say
   */
  record Reacted(
      Envelope envelope,
      ReactionOrigin origin,
      long noticeSequence,
      long injectedNanos,
      boolean asSleep,
      boolean ntpReset,
      @Nullable Long cancelledTimers)
      implements GuestEvent {
    @Override
    public void describe(CanonicalForm form) {
      form.text("kind", "reaction");
      form.text("origin", origin.name());
      form.number("notice_sequence", noticeSequence);
      form.number("injected_ns", injectedNanos);
      form.text("as_sleep", Boolean.toString(asSleep));
      form.text("ntp_reset", Boolean.toString(ntpReset));
      form.number("cancelled_timers", cancelledTimers);
    }

    /** An emulated reaction is named by its guest and notice alone: it is a function of them. */
    @Override
    public EventId id() {
      if (origin == ReactionOrigin.REPORTED) {
        return GuestEvent.super.id();
      }
      CanonicalForm form = new CanonicalForm();
      form.text("guest", guest());
      form.text("kind", "emulated_reaction");
      form.number("notice_sequence", noticeSequence);
      return form.id();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reacted(this);
    }
  }
}
