package io.lapse.ledger.account;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.time.TaiInstant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an outage was, and how the guest came to stand still. */
final class Classification {
  private Classification() {}

  /** The kind; null where an open outage does not tell. */
  static @Nullable OutageKind kind(Pair pair, Timeline timeline) {
    if (pair.restart() == null) {
      return kindOfStop(Objects.requireNonNull(pair.stop()).input().reason());
    }
    if (pair.stop() == null) {
      return kindOfRestart(pair.restart().input().mode());
    }
    if (isSaved(pair)) {
      return OutageKind.SNAPSHOT;
    }
    if (!pair.onOneHost()) {
      return OutageKind.MIGRATION;
    }
    return processEnded(pair, timeline) ? OutageKind.SNAPSHOT : OutageKind.PAUSE;
  }

  private static @Nullable OutageKind kindOfStop(StopReason reason) {
    return switch (reason) {
      case PAUSE, SLEEP -> OutageKind.PAUSE;
      case SAVE, CHECKPOINT -> OutageKind.SNAPSHOT;
      case MIGRATE -> OutageKind.MIGRATION;
      case UNKNOWN, ARRIVAL -> null;
    };
  }

  private static @Nullable OutageKind kindOfRestart(RestartMode mode) {
    return switch (mode) {
      case WAKEUP -> OutageKind.PAUSE;
      case RESTORED -> OutageKind.SNAPSHOT;
      case CONTINUED, INCOMING -> null;
    };
  }

  /** The source says saved, or restored. */
  private static boolean isSaved(Pair pair) {
    StopReason reason = Objects.requireNonNull(pair.stop()).input().reason();
    RestartMode mode = Objects.requireNonNull(pair.restart()).input().mode();
    return reason == StopReason.SAVE
        || reason == StopReason.CHECKPOINT
        || mode == RestartMode.RESTORED;
  }

  private static boolean processEnded(Pair pair, Timeline timeline) {
    String host = Objects.requireNonNull(pair.stop()).input().envelope().host();
    return timeline
        .between(
            HostEvent.ShutDown.class,
            Objects.requireNonNull(pair.stop()).at(),
            Objects.requireNonNull(pair.restart()).at())
        .anyMatch(shutDown -> Objects.equals(shutDown.input().envelope().host(), host));
  }

  /** Whether the guest was reset while it stood still: then its timers are gone. */
  static boolean isReset(Pair pair, Timeline timeline) {
    return pair.stop() != null
        && pair.restart() != null
        && timeline.anyBetween(HostEvent.Reset.class, pair.stop().at(), pair.restart().at());
  }

  static Cooperation cooperation(Pair pair, Timeline timeline) {
    if (pair.stop() == null) {
      return silence(Objects.requireNonNull(pair.restart()));
    }
    if (pair.stop().input().reason() == StopReason.SLEEP) {
      return Cooperation.COOPERATIVE;
    }
    TaiInstant stoppedAt = pair.stop().at();
    Optional<Recorded<HostEvent.Announced>> announced =
        timeline
            .latest(HostEvent.Announced.class, stoppedAt)
            .filter(warning -> stillHolds(warning, stoppedAt, timeline));
    if (announced.isEmpty()) {
      return silence(pair.stop());
    }
    return afterAnnouncement(announced.get(), pair, timeline);
  }

  /** An announcement is spent once the guest has run again. */
  private static boolean stillHolds(
      Recorded<HostEvent.Announced> announced, TaiInstant stoppedAt, Timeline timeline) {
    return !timeline.anyBetween(HostEvent.Restarted.class, announced.at(), stoppedAt);
  }

  private static Cooperation afterAnnouncement(
      Recorded<HostEvent.Announced> announced, Pair pair, Timeline timeline) {
    TaiInstant stoppedAt = Objects.requireNonNull(pair.stop()).at();
    boolean quiesced =
        timeline
            .between(HostEvent.Quiesced.class, announced.at(), stoppedAt)
            .anyMatch(quiet -> !quiet.at().isAfter(announced.input().deadline()));
    if (quiesced) {
      return Cooperation.COOPERATIVE;
    }
    boolean killed =
        pair.restart() == null
            && timeline
                .latest(HostEvent.Killed.class, new TaiInstant(Long.MAX_VALUE))
                .filter(kill -> !kill.at().isBefore(announced.at()))
                .isPresent();
    return killed ? Cooperation.KILLED : Cooperation.FORCED;
  }

  private static Cooperation silence(Recorded<? extends HostEvent> recorded) {
    return recorded.input().envelope().source().tellsAnnouncements()
        ? Cooperation.UNANNOUNCED
        : Cooperation.UNKNOWN;
  }
}
