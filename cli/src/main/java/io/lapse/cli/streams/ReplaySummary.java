package io.lapse.cli.streams;

import io.lapse.cli.replay.LedgerTable;
import io.lapse.streamsapp.ReplayReport;
import io.lapse.streamsapp.replay.InputRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** What a replay folded, in lines for a person. */
final class ReplaySummary {
  private static final double NANOS_PER_SECOND = 1e9;

  private ReplaySummary() {}

  static List<String> of(ReplayReport report, ReplayOutputs shown) {
    List<String> lines = new ArrayList<>();
    byTopic(report).forEach((topic, range) -> lines.add(inWords(topic, range)));
    report.ranges().forEach((partition, range) -> undecided(lines, partition, range));
    if (report.policiesRefused() > 0) {
      lines.add(
          report.policiesRefused()
              + " records of the policies' topic are no policies, or contradict others");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%d events: %d accepted, %d duplicates, %d quarantined, %d not counted; %d outages;"
                + " %.1f s",
            report.events(),
            report.accepted(),
            report.duplicates(),
            report.quarantined(),
            report.notCounted(),
            LedgerTable.outages(shown.entries()),
            report.duration().toNanos() / NANOS_PER_SECOND));
    report.holes().forEach(hole -> lines.add("PARTIAL: missing " + hole.inWords()));
    return lines;
  }

  private static Map<String, InputRange> byTopic(ReplayReport report) {
    Map<String, InputRange> topics = new TreeMap<>();
    report
        .ranges()
        .forEach(
            (partition, range) ->
                topics.merge(
                    partition.topic(),
                    range,
                    (one, other) ->
                        new InputRange(
                            one.begin() + other.begin(),
                            one.end() + other.end(),
                            one.written() + other.written())));
    return topics;
  }

  private static String inWords(String topic, InputRange range) {
    return topic + ": " + range.length() + " offsets to " + range.end() + ", over all partitions";
  }

  private static void undecided(List<String> lines, TopicPartition partition, InputRange range) {
    if (range.undecided() > 0) {
      lines.add(
          partition
              + ": offsets "
              + range.end()
              + " to "
              + (range.written() - 1)
              + " were behind an open transaction, and are not folded");
    }
  }
}
