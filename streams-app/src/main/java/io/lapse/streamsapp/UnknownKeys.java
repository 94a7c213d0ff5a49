package io.lapse.streamsapp;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Keys that nobody knows, and that are nearly one that somebody does. One that is far from all may
 * belong to a plug-in of Kafka's, and is nobody's business.
 */
final class UnknownKeys {
  /** So many letters too few, too many or other are a slip. */
  private static final int SLIPS_MAX = 2;

  private UnknownKeys() {}

  /**
   * What was meant, by what was written.
   *
   * @param own the keys of the ledger
   */
  static Map<String, String> slips(Set<String> given, Set<String> own) {
    Set<String> known = new TreeSet<>(own);
    known.addAll(StreamsConfig.configDef().names());
    known.addAll(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    known.addAll(AdminClientConfig.configNames());
    KafkaKey.FIXED.forEach(key -> known.add(key.name()));
    KafkaKey.DEFAULTS.forEach(key -> known.add(key.name()));
    Map<String, String> slips = new TreeMap<>();
    for (String key : given) {
      String bare = KafkaKeys.bare(key);
      if (!known.contains(bare)) {
        known.stream()
            .min(Comparator.comparingInt(candidate -> distance(bare, candidate)))
            .filter(candidate -> distance(bare, candidate) <= SLIPS_MAX)
            .ifPresent(meant -> slips.put(key, meant));
      }
    }
    return slips;
  }

  /** How many letters must be put in, taken out or replaced (Levenshtein). */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] here = new int[to.length() + 1];
      here[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        here[column] =
            Math.min(above[column - 1] + replaced, 1 + Math.min(above[column], here[column - 1]));
      }
      above = here;
    }
    return above[to.length()];
  }
}
