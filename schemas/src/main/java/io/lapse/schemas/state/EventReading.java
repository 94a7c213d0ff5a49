package io.lapse.schemas.state;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.StateEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one {@link StateEvent}: its fields in the order in which they were written. */
final class EventReading {
  static final int ANNOUNCED = 0;
  static final int QUIESCED = 1;
  static final int STOPPED = 2;
  static final int RESTARTED = 3;
  static final int STARTED = 4;
  static final int MIGRATION = 5;
  static final int RESET = 6;
  static final int SHUT_DOWN = 7;
  static final int KILLED = 8;
  static final int VCPU_STARVED = 9;
  static final int HOST_CLOCK = 10;
  static final int COMPENSATION = 11;
  static final int PROFILE = 12;
  static final int INVENTORY = 13;
  static final int CLOCK_OBSERVATION = 14;
  static final int SLEPT = 15;
  static final int REACTED = 16;

  private final Packing packing;
  private final StateEvent event;
  private final long atNanos;
  private int number;
  private int text;

  EventReading(Packing packing, StateEvent event, long atNanos) {
    this.packing = packing;
    this.event = event;
    this.atNanos = atNanos;
  }

  LedgerInput read() {
    if (event.getKind() == INVENTORY) {
      return packing.inventory((int) number());
    }
    Envelope envelope = packing.envelope(event.getHost(), event.getQuality(), atNanos);
    return event.getKind() >= PROFILE ? guestEvent(envelope) : hostEvent(envelope);
  }

  private HostEvent hostEvent(Envelope envelope) {
    return switch (event.getKind()) {
      case ANNOUNCED -> new HostEvent.Announced(envelope, time());
      case QUIESCED -> new HostEvent.Quiesced(envelope);
      case STOPPED -> new HostEvent.Stopped(envelope, choice(Ranks.STOP_REASONS), text());
      case RESTARTED -> restarted(envelope);
      case STARTED -> new HostEvent.Started(envelope);
      case MIGRATION -> {
        MigrationStatus status = choice(Ranks.MIGRATION_STATUSES);
        MigrationRole role = choice(Ranks.MIGRATION_ROLES);
        Long downtime = optional();
        yield new HostEvent.Migration(envelope, status, role, text(), downtime);
      }
      case RESET -> new HostEvent.Reset(envelope);
      case SHUT_DOWN -> new HostEvent.ShutDown(envelope);
      case KILLED -> new HostEvent.Killed(envelope);
      case VCPU_STARVED -> new HostEvent.VcpuStarved(envelope, number());
      case HOST_CLOCK -> {
        long error = number();
        long stepped = number();
        Long offset = optional();
        yield new HostEvent.HostClock(
            envelope, error, stepped, offset == null ? null : (Integer) offset.intValue());
      }
      case COMPENSATION -> {
        TaiInstant restartedAt = time();
        yield new HostEvent.Compensation(envelope, restartedAt, number());
      }
      default -> throw new IllegalArgumentException("kind must be one: " + event.getKind());
    };
  }

  private HostEvent restarted(Envelope envelope) {
    RestartMode mode = choice(Ranks.RESTART_MODES);
    CounterWhilePaused counter = choice(Ranks.COUNTERS);
    Long compensated = optional();
    List<Long> before = new ArrayList<>();
    List<Long> after = new ArrayList<>();
    while (number < event.getNumbers().size()) {
      long reading = number();
      before.add(reading);
      after.add(reading + number());
    }
    return new HostEvent.Restarted(envelope, mode, text(), counter, compensated, before, after);
  }

  private GuestEvent guestEvent(Envelope envelope) {
    return switch (event.getKind()) {
      case PROFILE -> profile(envelope);
      case CLOCK_OBSERVATION -> {
        long offset = number();
        yield new GuestEvent.ClockObservation(envelope, offset, number(), text());
      }
      case SLEPT -> {
        TaiInstant restartedAt = time();
        yield new GuestEvent.Slept(envelope, restartedAt, number());
      }
      case REACTED -> {
        ReactionOrigin origin = choice(Ranks.REACTION_ORIGINS);
        long notice = number();
        long injected = number();
        boolean asSleep = number() == 1;
        boolean ntpReset = number() == 1;
        yield new GuestEvent.Reacted(
            envelope, origin, notice, injected, asSleep, ntpReset, optional());
      }
      default -> throw new IllegalArgumentException("kind must be one: " + event.getKind());
    };
  }

  private GuestEvent profile(Envelope envelope) {
    Long tscKhz = optional();
    CounterWhilePaused counter = choice(Ranks.COUNTERS);
    String clocksource = text();
    String kernel = text();
    String os = text();
    String guestClass = Objects.requireNonNull(text());
    Map<String, String> labels = new HashMap<>();
    while (text < event.getTexts().size()) {
      String key = Objects.requireNonNull(text());
      labels.put(key, Objects.requireNonNull(text()));
    }
    return new GuestEvent.Profile(
        envelope, clocksource, tscKhz, kernel, os, guestClass, counter, labels);
  }

  private long number() {
    return event.getNumbers().get(number++);
  }

  private @Nullable Long optional() {
    return number() == 0 ? null : (Long) number();
  }

  private TaiInstant time() {
    return new TaiInstant(atNanos + number());
  }

  private <E extends Enum<E>> E choice(Ranks<E> ranks) {
    return ranks.at(number());
  }

  private @Nullable String text() {
    return packing.text(event.getTexts().get(text++));
  }
}
