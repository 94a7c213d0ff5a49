package io.lapse.cli.doctor;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.cli.text.Durations;
import io.lapse.cli.text.Printable;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.quarantine.QuarantineHeaders;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** How much could not be taken, why, and how long ago. */
final class QuarantineCheck {
  private static final long DAY_MILLIS = 86_400_000;
  private static final long MILLI_NANOS = 1_000_000;
  private static final int REASONS_MAX = 20;
  private static final int REASON_CHARS_MAX = 40;

  private final Map<String, Long> byReason = new TreeMap<>();
  private long newestMillis = Long.MIN_VALUE;

  /** Looks at the latest entries of each partition. */
  static Check of(ClusterOptions cluster, Topics topics, int last, long nowMillis)
      throws InterruptedException {
    QuarantineCheck check = new QuarantineCheck();
    try (CommittedRecords records = CommittedRecords.of(cluster, topics.quarantine().name())) {
      records.latest(last, check::add);
    }
    return check.verdict(last, nowMillis);
  }

  private void add(ConsumerRecord<byte[], byte[]> entry) {
    Header header = entry.headers().lastHeader(QuarantineHeaders.REASON);
    String said =
        header == null || header.value() == null
            ? "no reason"
            : Printable.of(new String(header.value(), StandardCharsets.UTF_8));
    String reason = said.length() > REASON_CHARS_MAX ? said.substring(0, REASON_CHARS_MAX) : said;
    // Strangers may make up as many as they like.
    boolean known = byReason.containsKey(reason) || byReason.size() < REASONS_MAX;
    byReason.merge(known ? reason : "others", 1L, Long::sum);
    newestMillis = Math.max(newestMillis, entry.timestamp());
  }

  private Check verdict(int last, long nowMillis) {
    if (byReason.isEmpty()) {
      return Check.ok("quarantine", "empty");
    }
    long ageMillis = Math.max(0, nowMillis - Math.max(0, newestMillis));
    String found =
        byReason.values().stream().mapToLong(Long::longValue).sum()
            + " of the last "
            + last
            + " a partition: "
            + byReason.entrySet().stream()
                .map(reason -> reason.getKey() + " " + reason.getValue())
                .collect(Collectors.joining(", "))
            + "; the newest is "
            + Durations.coarse(
                BigInteger.valueOf(ageMillis).multiply(BigInteger.valueOf(MILLI_NANOS)))
            + " old";
    return ageMillis > DAY_MILLIS
        ? Check.ok("quarantine", found)
        : Check.warn("quarantine", found, "lapse quarantine list shows them");
  }
}
