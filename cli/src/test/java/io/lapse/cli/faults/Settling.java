package io.lapse.cli.faults;

import io.lapse.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Whether an application has done all that there is to do. */
final class Settling {
  private final Admin admin;
  private final String application;
  private final Topics topics;
  private final int partitions;

  Settling(Admin admin, String application, Topics topics, int partitions) {
    this.admin = admin;
    this.application = application;
    this.topics = topics;
    this.partitions = partitions;
  }

  /** Every input is committed, and no transaction on an output is open. */
  boolean isSettled() {
    try {
      return areInputsDone() && areOutputsClosed();
    } catch (ExecutionException e) {
      return false; // The broker may be down: it is a fault like another.
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while the brokers were asked", e);
  }

  /** How many inputs have been committed. */
  long inputsDone() {
    try {
      return committed().values().stream().mapToLong(Long::longValue).sum();
    } catch (ExecutionException e) {
      return 0; // The broker may be down.
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** How many instances have partitions to work on. */
  long membersAtWork() {
    try {
      return admin
          .describeConsumerGroups(List.of(application))
          .describedGroups()
          .get(application)
          .get()
          .members()
          .stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    } catch (ExecutionException e) {
      return 0; // There may be no group yet.
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private boolean areInputsDone() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> committed = committed();
    Map<TopicPartition, Long> ends =
        ends(
            IsolationLevel.READ_UNCOMMITTED,
            topics.hostEvents().name(),
            topics.guestEvents().name(),
            topics.guestReactions().name());
    return ends.entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L).equals(end.getValue()));
  }

  private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> committed = new HashMap<>();
    admin
        .listConsumerGroupOffsets(application)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, offset) -> committed.put(partition, offset.offset()));
    return committed;
  }

  private boolean areOutputsClosed() throws ExecutionException, InterruptedException {
    String[] outputs = {
      topics.ledger().name(),
      topics.guestNotices().name(),
      topics.alerts().name(),
      topics.quarantine().name()
    };
    return ends(IsolationLevel.READ_COMMITTED, outputs)
        .equals(ends(IsolationLevel.READ_UNCOMMITTED, outputs));
  }

  private Map<TopicPartition, Long> ends(IsolationLevel level, String... names)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (String name : List.of(names)) {
      for (int partition = 0; partition < partitions; partition++) {
        asked.put(new TopicPartition(name, partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        admin.listOffsets(asked, new ListOffsetsOptions(level)).all().get().entrySet()) {
      ends.put(end.getKey(), end.getValue().offset());
    }
    return ends;
  }
}
