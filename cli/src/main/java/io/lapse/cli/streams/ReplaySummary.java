package io.lapse.cli.streams;

import io.lapse.cli.replay.LedgerTable;
import io.lapse.streamsapp.ReplayReport;
import io.lapse.streamsapp.replay.InputRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** What a replay folded, in lines for a person. */
final class ReplaySummary {
  private static final double NANOS_PER_SECOND = 1e9;

  private ReplaySummary() {}

  static List<String> of(ReplayReport report, ReplayOutputs shown) {
    List<String> lines = new ArrayList<>();
    byTopic(report).forEach((topic, lengths) -> lines.add(inWords(topic, lengths)));
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

  private static Map<String, LongSummaryStatistics> byTopic(ReplayReport report) {
    return report.ranges().entrySet().stream()
        .collect(
            Collectors.groupingBy(
                input -> input.getKey().topic(),
                TreeMap::new,
                Collectors.summarizingLong(input -> input.getValue().length())));
  }

  private static String inWords(String topic, LongSummaryStatistics lengths) {
    return topic + ": " + lengths.getSum() + " offsets in " + lengths.getCount() + " partitions";
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
