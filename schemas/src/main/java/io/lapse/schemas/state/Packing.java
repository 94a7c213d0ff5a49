package io.lapse.schemas.state;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.codec.GuestEventCodec;
import io.lapse.schemas.wire.GuestEventRecord;
import io.lapse.schemas.wire.StatePolicy;
import io.lapse.schemas.wire.StateQuality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What repeats in a state, each once, by its place; and the instant that stamps count from. */
final class Packing {
  /** Stands for null, or for the built-in policy. */
  static final int NONE = -1;

  private static final GuestEventCodec EVENTS = new GuestEventCodec();

  final String guest;
  final long baseNanos;
  private final Places<String> texts = new Places<>();
  private final Places<Quality> qualities = new Places<>();
  private final Places<Policy> policies = new Places<>();
  private final Places<GuestEvent.Inventory> inventories = new Places<>();

  /** How good a stamp is, and whose it is; {@link StateQuality} is its form on the wire. */
  record Quality(int source, long clockErrorNanos, long resolutionNanos, long latencyNanos) {
    static Quality of(Envelope envelope) {
      Stamp stamp = envelope.stamp();
      return new Quality(
          Ranks.SOURCES.of(envelope.source()),
          stamp.clockErrorNanos(),
          stamp.resolutionNanos(),
          stamp.latencyNanos());
    }

    static Quality of(StateQuality wire) {
      return new Quality(
          wire.getSource(), wire.getClockErrorNs(), wire.getResolutionNs(), wire.getLatencyNs());
    }

    StateQuality wire() {
      return new StateQuality(source, clockErrorNanos, resolutionNanos, latencyNanos);
    }
  }

  /** A list of which each member stands once. */
  private static final class Places<T> {
    private final List<T> members = new ArrayList<>();
    private final Map<T, Integer> places = new HashMap<>();

    int of(T member) {
      Integer known = places.get(member);
      if (known != null) {
        return known;
      }
      places.put(member, members.size());
      members.add(member);
      return members.size() - 1;
    }

    <W> List<W> but(int skipped, Function<T, W> wire) {
      if (members.size() == skipped) {
        return List.of(); // Most inputs bring nothing new.
      }
      return members.stream().skip(skipped).map(wire).toList();
    }
  }

  Packing(String guest, long baseNanos) {
    this.guest = guest;
    this.baseNanos = baseNanos;
  }

  /** What was packed. */
  static Packing of(
      String guest,
      long baseNanos,
      List<String> texts,
      List<StateQuality> qualities,
      List<StatePolicy> policies,
      List<GuestEventRecord> inventories) {
    Packing packing = new Packing(guest, baseNanos);
    texts.forEach(packing.texts::of);
    qualities.forEach(quality -> packing.qualities.of(Quality.of(quality)));
    policies.forEach(policy -> packing.policies.of(domain(policy)));
    for (GuestEventRecord inventory : inventories) {
      if (!(EVENTS.toDomain(inventory) instanceof GuestEvent.Inventory taken)) {
        throw new IllegalArgumentException("inventories must be inventories: " + inventory);
      }
      packing.inventories.of(taken);
    }
    return packing;
  }

  /** But for the first so many; likewise below. */
  List<String> texts(int skipped) {
    return texts.but(skipped, text -> text);
  }

  List<StateQuality> qualities(int skipped) {
    return qualities.but(skipped, Quality::wire);
  }

  List<StatePolicy> policies(int skipped) {
    return policies.but(skipped, Packing::wire);
  }

  List<GuestEventRecord> inventories(int skipped) {
    return inventories.but(skipped, EVENTS::toWire);
  }

  int text(@Nullable String text) {
    return text == null ? NONE : texts.of(text);
  }

  @Nullable String text(int place) {
    return place == NONE ? null : texts.members.get(place);
  }

  int quality(Envelope envelope) {
    return qualities.of(Quality.of(envelope));
  }

  /** The envelope of an event; when it was observed is no longer of interest. */
  Envelope envelope(int host, int quality, long atNanos) {
    Quality of = qualities.members.get(quality);
    Stamp stamp =
        new Stamp(
            new TaiInstant(atNanos), of.clockErrorNanos(), of.resolutionNanos(), of.latencyNanos());
    return new Envelope(guest, text(host), stamp, Ranks.SOURCES.at(of.source()), null);
  }

  int inventory(GuestEvent.Inventory inventory) {
    return inventories.of(inventory);
  }

  GuestEvent.Inventory inventory(int place) {
    return inventories.members.get(place);
  }

  int policy(Policy policy) {
    return policy.equals(Policy.DEFAULT) ? NONE : policies.of(policy);
  }

  Policy policy(int place) {
    return place == NONE ? Policy.DEFAULT : policies.members.get(place);
  }

  private static StatePolicy wire(Policy policy) {
    return new StatePolicy(
        policy.guestClass(),
        policy.version(),
        List.of(
            policy.effectiveFrom().nanos(),
            policy.thresholdNanos(),
            policy.blackoutLimitNanos(),
            policy.toleranceNanos(),
            (long) Ranks.INJECT_AS.of(policy.injectAs()),
            policy.reactionDelayNanos(),
            (long) Ranks.AFTER_DEADLINE.of(policy.afterDeadline()),
            policy.cooperationDeadlineNanos(),
            (long) Ranks.ANNOUNCEMENTS.of(policy.announcements()),
            policy.massExpiryLimit(),
            policy.openOutageLimitNanos(),
            policy.driftPpm()));
  }

  private static Policy domain(StatePolicy wire) {
    List<Long> figures = wire.getFigures();
    return new Policy(
        wire.getGuestClass(),
        wire.getVersion(),
        new TaiInstant(figures.get(0)),
        figures.get(1),
        figures.get(2),
        figures.get(3),
        Ranks.INJECT_AS.at(figures.get(4)),
        figures.get(5),
        Ranks.AFTER_DEADLINE.at(figures.get(6)),
        figures.get(7),
        Ranks.ANNOUNCEMENTS.at(figures.get(8)),
        figures.get(9),
        figures.get(10),
        figures.get(11));
  }

  /** An instant, counted from the base. */
  long since(TaiInstant at) {
    return at.nanos() - baseNanos;
  }

  @Nullable Long sinceOrNull(@Nullable TaiInstant at) {
    return at == null ? null : (Long) since(at);
  }

  TaiInstant at(long sinceBaseNanos) {
    return new TaiInstant(baseNanos + sinceBaseNanos);
  }

  @Nullable TaiInstant atOrNull(@Nullable Long sinceBaseNanos) {
    return sinceBaseNanos == null ? null : at(sinceBaseNanos);
  }
}
