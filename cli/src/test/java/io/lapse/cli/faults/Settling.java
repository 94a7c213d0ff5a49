package io.lapse.cli.faults;

import io.lapse.cli.broker.CommittedEnds;
import io.lapse.cli.broker.Offsets;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Whether an application has done all that there is to do. */
final class Settling {
  private final Admin admin;
  private final String application;
  private final Topics topics;

  Settling(Admin admin, String application, Topics topics) {
    this.admin = admin;
    this.application = application;
    this.topics = topics;
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
      return Offsets.committed(admin, application).values().stream()
          .mapToLong(Long::longValue)
          .sum();
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
    Map<TopicPartition, Long> committed = Offsets.committed(admin, application);
    List<String> inputs = topics.inputs().stream().map(Topic::name).toList();
    return Offsets.ends(admin, inputs, IsolationLevel.READ_UNCOMMITTED).entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L).equals(end.getValue()));
  }

  private boolean areOutputsClosed() throws ExecutionException, InterruptedException {
    List<String> outputs =
        Stream.of(topics.ledger(), topics.guestNotices(), topics.alerts(), topics.quarantine())
            .map(Topic::name)
            .toList();
    return CommittedEnds.areAll(admin, outputs);
  }
}
