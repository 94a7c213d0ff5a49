package io.lapse.streamsapp;

import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.replay.Hole;
import io.lapse.streamsapp.replay.InputRange;
import io.lapse.streamsapp.replay.ReplayName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a replay folded.
 *
 * @param topics where it wrote what it found
 * @param ranges what there was to read, by partition
 * @param holes what of it was gone; the result is PARTIAL if there are any
 * @param accepted inputs that entered the books
 * @param duplicates inputs that were there before
 * @param notCounted reactions of an origin that is not accepted
 * @param quarantined inputs that could not be taken
 * @param policiesRefused records of the policies' topic that are no policy, or contradict one
 */
public record ReplayReport(
    ReplayName name,
    Topics topics,
    Map<TopicPartition, InputRange> ranges,
    List<Hole> holes,
    long accepted,
    long duplicates,
    long notCounted,
    long quarantined,
    int policiesRefused,
    Duration duration) {

  public ReplayReport {
    holes = List.copyOf(holes);
  }

  /** Whether something is missing. */
  public boolean isPartial() {
    return !holes.isEmpty();
  }

  /** All inputs that were folded. */
  public long events() {
    return accepted + duplicates + notCounted + quarantined;
  }
}
