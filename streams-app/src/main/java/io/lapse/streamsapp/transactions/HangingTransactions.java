package io.lapse.streamsapp.transactions;

import io.lapse.streamsapp.transactions.HangingTransaction.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds transactions that are open in a partition although their coordinator has ended them.
 *
 * <pre>
 *   open in the partition -> what do the coordinators say? -> still open in the partition?
 * </pre>
 *
 * <p>The partition is asked last: an end that its coordinator knows has been written everywhere, or
 * never will be.
 */
public final class HangingTransactions {
  /** Where the offsets of inputs are committed, in the same transactions. */
  static final String OFFSETS = "__consumer_offsets";

  private record Known(String transactionalId, TransactionDescription description) {}

  private final Admin admin;
  private final String applicationId;
  private final Set<String> topics;

  /**
   * Those of an application.
   *
   * @param applicationId its group, and with what its internal topics begin
   * @param topics the others that it reads and writes
   */
  public HangingTransactions(Admin admin, String applicationId, Collection<String> topics) {
    this.admin = admin;
    this.applicationId = applicationId;
    this.topics = Set.copyOf(topics);
  }

  /**
   * Those in its partitions; one that the user may not read has none.
   *
   * @throws KafkaException if no broker says so
   */
  public List<HangingTransaction> find() throws InterruptedException {
    Map<TopicPartition, List<ProducerState>> before = open(partitions());
    if (before.isEmpty()) {
      return List.of();
    }
    Map<Long, Known> coordinators = coordinators(producers(before));
    long nowMillis = System.currentTimeMillis();
    List<HangingTransaction> hanging = new ArrayList<>();
    open(before.keySet())
        .forEach(
            (partition, producers) ->
                producers.forEach(
                    open ->
                        judge(partition, open, coordinators, nowMillis).ifPresent(hanging::add)));
    return hanging;
  }

  private List<TopicPartition> partitions() throws InterruptedException {
    ListTopicsOptions all = new ListTopicsOptions().listInternal(true);
    Set<String> names = new HashSet<>(answer(admin.listTopics(all).names()));
    names.removeIf(name -> !isOurs(name));
    List<TopicPartition> partitions = new ArrayList<>();
    for (KafkaFuture<TopicDescription> topic :
        admin.describeTopics(names).topicNameValues().values()) {
      unlessRefused(topic).map(this::partitions).ifPresent(partitions::addAll);
    }
    return partitions;
  }

  private boolean isOurs(String topic) {
    return topics.contains(topic) || topic.startsWith(applicationId + "-") || topic.equals(OFFSETS);
  }

  private List<TopicPartition> partitions(TopicDescription topic) {
    String name = topic.name();
    int count = topic.partitions().size();
    return name.equals(OFFSETS)
        ? List.of(new TopicPartition(OFFSETS, offsetsPartition(applicationId, count)))
        : IntStream.range(0, count).mapToObj(each -> new TopicPartition(name, each)).toList();
  }

  /** As the brokers choose it: the others hold offsets of other groups. */
  static int offsetsPartition(String group, int count) {
    int hash = group.hashCode();
    return hash == Integer.MIN_VALUE ? 0 : Math.abs(hash) % count;
  }

  private static Optional<HangingTransaction> judge(
      TopicPartition partition, ProducerState open, Map<Long, Known> coordinators, long nowMillis) {
    Known known = coordinators.get(open.producerId());
    String id = known == null ? "" : known.transactionalId();
    Optional<Outcome> outcome =
        Verdict.of(open, known == null ? null : known.description(), nowMillis);
    return outcome.map(ended -> new HangingTransaction(partition, id, open, ended));
  }

  private static Set<Long> producers(Map<TopicPartition, List<ProducerState>> open) {
    Set<Long> ids = new HashSet<>();
    open.values().forEach(states -> states.forEach(state -> ids.add(state.producerId())));
    return ids;
  }

  private Map<TopicPartition, List<ProducerState>> open(Collection<TopicPartition> partitions)
      throws InterruptedException {
    DescribeProducersResult answers = admin.describeProducers(partitions);
    Map<TopicPartition, List<ProducerState>> open = new HashMap<>();
    for (TopicPartition partition : partitions) {
      List<ProducerState> states =
          unlessRefused(answers.partitionResult(partition))
              .map(PartitionProducerState::activeProducers)
              .orElse(List.of())
              .stream()
              .filter(state -> state.currentTransactionStartOffset().isPresent())
              .toList();
      if (!states.isEmpty()) {
        open.put(partition, states);
      }
    }
    return open;
  }

  private Map<Long, Known> coordinators(Set<Long> producers) throws InterruptedException {
    Collection<TransactionListing> listed =
        answer(
            admin
                .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                .all());
    Map<Long, Known> known = new HashMap<>();
    for (TransactionListing each : listed) {
      describe(each.transactionalId())
          .ifPresent(
              found -> known.put(found.producerId(), new Known(each.transactionalId(), found)));
    }
    return known;
  }

  /**
   * What its coordinator says; empty if it knows no such producer.
   *
   * @throws KafkaException if no broker says so
   */
  Optional<TransactionDescription> describe(String transactionalId) throws InterruptedException {
    return unlessRefused(
        admin.describeTransactions(List.of(transactionalId)).description(transactionalId));
  }

  private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw asKafka(e);
    }
  }

  private static <T> Optional<T> unlessRefused(KafkaFuture<T> future) throws InterruptedException {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException
          || e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof TransactionalIdNotFoundException) {
        return Optional.empty();
      }
      throw asKafka(e);
    }
  }

  /** As it is: Kafka Streams tries again what timed out. */
  private static KafkaException asKafka(ExecutionException e) {
    return e.getCause() instanceof KafkaException cause
        ? cause
        : new KafkaException("the brokers do not describe their transactions", e);
  }
}
