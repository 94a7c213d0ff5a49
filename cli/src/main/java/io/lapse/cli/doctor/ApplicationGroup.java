package io.lapse.cli.doctor;

import io.lapse.cli.cluster.Answers;
import io.lapse.cli.failure.Failure;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** The consumer group of the application: whether it runs, and how far it is behind. */
final class ApplicationGroup {
  /** State and members of a group, whichever protocol it has. */
  private record Seen(GroupState state, int members) {}

  private final Admin admin;
  private final String id;

  ApplicationGroup(Admin admin, String id) {
    this.admin = admin;
    this.id = id;
  }

  Check state() throws InterruptedException {
    Optional<Seen> seen = seen();
    if (seen.isEmpty() || seen.get().state() == GroupState.DEAD) {
      return Check.warn("group", id + " is not there", "start the application");
    }
    GroupState state = seen.get().state();
    int members = seen.get().members();
    String found = id + " is " + state + ", " + members + (members == 1 ? " member" : " members");
    return switch (state) {
      case STABLE -> Check.ok("group", found);
      case EMPTY -> Check.warn("group", found, "start the application");
      default -> Check.warn("group", found, "ask again in a minute; if that stays, read its log");
    };
  }

  private Optional<Seen> seen() throws InterruptedException {
    try {
      var group = Answers.of(admin.describeConsumerGroups(List.of(id)).all(), "the group").get(id);
      return Optional.ofNullable(group).map(g -> new Seen(g.groupState(), g.members().size()));
    } catch (Failure e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
      return seenByStreamsProtocol();
    }
  }

  private Optional<Seen> seenByStreamsProtocol() throws InterruptedException {
    try {
      var group = Answers.of(admin.describeStreamsGroups(List.of(id)).all(), "the group").get(id);
      return Optional.ofNullable(group).map(g -> new Seen(g.groupState(), g.members().size()));
    } catch (Failure e) {
      if (e.getCause() instanceof GroupIdNotFoundException
          || e.getCause() instanceof UnsupportedVersionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** How far it is behind on each partition of its inputs, the furthest first. */
  List<GroupLag> lags(Topics topics) throws InterruptedException {
    List<String> inputs = topics.inputs().stream().map(Topic::name).toList();
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic :
        Answers.of(admin.describeTopics(inputs).allTopicNames(), "the inputs").values()) {
      topic
          .partitions()
          .forEach(part -> partitions.add(new TopicPartition(topic.name(), part.partition())));
    }
    Map<TopicPartition, OffsetAndMetadata> committed =
        Answers.of(
            admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata(), "the offsets");
    Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
    return partitions.stream()
        .map(each -> lag(each, committed.get(each), at(begins, each), at(ends, each)))
        .sorted(Comparator.comparingLong(GroupLag::lag).reversed())
        .toList();
  }

  private static long at(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition of) {
    return Objects.requireNonNull(offsets.get(of), of.toString()).offset();
  }

  private static GroupLag lag(
      TopicPartition partition, @Nullable OffsetAndMetadata committed, long begin, long end) {
    long next = committed == null ? begin : committed.offset();
    return new GroupLag(partition, committed == null ? -1 : next, end, Math.max(0, end - next));
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec which) throws InterruptedException {
    return Answers.of(
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), each -> which)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all(),
        "the ends of the inputs");
  }

  /** What the lags amount to. */
  static Check check(List<GroupLag> lags, Check group) {
    long behind = lags.stream().mapToLong(GroupLag::lag).reduce(0, Math::addExact);
    String found =
        behind == 0
            ? "none on " + lags.size() + " partitions"
            : behind
                + " records on "
                + lags.stream().filter(each -> each.lag() > 0).count()
                + " of "
                + lags.size()
                + " partitions";
    return behind == 0 || group.advice().isEmpty()
        ? Check.ok("lag", found)
        : Check.warn("lag", found, "nobody takes them while the group is not stable");
  }
}
