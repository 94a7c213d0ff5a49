package io.lapse.cli.doctor;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.cli.text.Durations;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.topic.Topic;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** What the hosts' clocks can tell apart. */
final class ClockChecks {
  private ClockChecks() {}

  /** Reads the latest host events; what is no event is the quarantine's. */
  static HostClocks read(ClusterOptions cluster, Topic<HostEvent> topic, int last)
      throws InterruptedException {
    HostClocks clocks = new HostClocks();
    Deserializer<HostEvent> values = topic.valueSerde().deserializer();
    try (CommittedRecords records = CommittedRecords.of(cluster, topic.name())) {
      records.latest(
          last,
          stored -> {
            HostEvent event = event(values, topic.name(), stored.value());
            if (event != null) {
              clocks.add(event);
            }
          });
    }
    return clocks;
  }

  private static @Nullable HostEvent event(
      Deserializer<HostEvent> values, String topic, byte @Nullable [] value) {
    try {
      return value == null ? null : values.deserialize(topic, value);
    } catch (SerializationException e) {
      return null;
    }
  }

  static Check clocks(HostClocks clocks) {
    List<HostClock> hosts = clocks.worstFirst();
    if (hosts.isEmpty()) {
      return Check.warn("clocks", "no host events were read", "let the hosts publish");
    }
    HostClock worst = hosts.get(0);
    String found =
        hosts.size()
            + (hosts.size() == 1 ? " host" : " hosts")
            + "; the worst, "
            + worst.host()
            + ", may be "
            + Durations.error(worst.errorNanos())
            + " wrong";
    String wrong = clocks.wrongTaiOffsets();
    return wrong.isEmpty()
        ? Check.ok("clocks", found)
        : Check.warn("clocks", found, "set the kernel's TAI offset of " + wrong);
  }

  /** The errors of Tout between two hosts; null if fewer than two are known. */
  static @Nullable PairErrors pairs(HostClocks clocks) {
    List<HostClock> hosts = clocks.worstFirst();
    return hosts.size() < 2
        ? null
        : PairErrors.of(hosts.stream().mapToLong(HostClock::errorNanos).toArray());
  }

  static Check threshold(@Nullable PairErrors pairs) {
    if (pairs == null) {
      return Check.warn(
          "threshold", "it takes the clocks of two hosts", "ask again when they speak");
    }
    long limitNanos = Policy.DEFAULT.blackoutLimitNanos();
    String found =
        "two hosts can decide T from "
            + Durations.error(PairErrors.mayDecideFromNanos(pairs.medianNanos()))
            + " (median pair; best "
            + Durations.error(PairErrors.mayDecideFromNanos(pairs.bestNanos()))
            + ", worst "
            + Durations.error(PairErrors.mayDecideFromNanos(pairs.worstNanos()))
            + ")";
    return pairs.worstNanos() < limitNanos
        ? Check.ok("threshold", found)
        : Check.warn(
            "threshold",
            found,
            "between the worst two not even an outage of "
                + Durations.exact(limitNanos)
                + " is told apart; discipline their clocks");
  }
}
