package io.lapse.streamsapp.query;

import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.streamsapp.account.FoldProcessor;
import io.lapse.streamsapp.query.InstanceView.Copy;
import io.lapse.streamsapp.query.LivePartitions.Live;
import io.lapse.streamsapp.query.Reading.Elsewhere;
import io.lapse.streamsapp.query.Reading.Found;
import io.lapse.streamsapp.query.Reading.Reason;
import io.lapse.streamsapp.query.Reading.Unavailable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * The books in the stores of a Kafka Streams client.
 *
 * <p>An owner answers with all that it has folded, committed or not. What is not committed is
 * rolled back if the instance dies, and folded again from the same inputs. A copy follows the
 * committed part of the changelog only.
 */
public final class StreamsBooks implements Books, AutoCloseable {
  private final KafkaStreams streams;
  private final Instance self;
  private final LivePartitions live;
  private final Lease lease;
  private final Supplier<Rules> rules;
  private final Assignments assignments;
  private final StateReads states;
  private final InputOffsets inputs;
  private final CopyLags lags;

  /**
   * The books of a client.
   *
   * @param live must watch the client's processors
   * @param inputTopics all topics that the guests' books follow from
   * @param rules those by which the client folds
   * @param admin asks the client's brokers; it is closed with the books
   */
  public StreamsBooks(
      KafkaStreams streams,
      Instance self,
      LivePartitions live,
      GroupMembership group,
      List<String> inputTopics,
      Supplier<Rules> rules,
      Admin admin) {
    this.streams = streams;
    this.self = self;
    this.live = live;
    this.rules = rules;
    lease =
        new Lease(
            streams::metrics, group.sessionTimeout(), group.heartbeatInterval(), System::nanoTime);
    assignments = new Assignments(streams, inputTopics.get(0));
    states = new StateReads(streams);
    inputs = new InputOffsets(admin, group.id(), inputTopics);
    lags = new CopyLags(streams::allLocalStorePartitionLags, FoldProcessor.STORE);
  }

  @Override
  public Instance self() {
    return self;
  }

  @Override
  public Reading owned(String guest) {
    KeyQueryMetadata place = assignments.place(guest);
    if (place == null) {
      return unplaced();
    }
    Live owned = live.at(place.partition());
    return owned == null ? elsewhere(place) : asOwner(guest, place, owned);
  }

  private Unavailable unplaced() {
    KafkaStreams.State state = streams.state();
    return state.isRunningOrRebalancing()
        ? new Unavailable(Reason.REBALANCING, "the instances do not know yet who owns what")
        : new Unavailable(Reason.NOT_RUNNING, self + " is " + state);
  }

  private Elsewhere elsewhere(KeyQueryMetadata place) {
    Instance owner = known(place.activeHost());
    if (owner == null) {
      return nowhere(place, Reason.REBALANCING, "nobody owns");
    }
    return owner.equals(self)
        ? nowhere(place, Reason.RESTORING, self + " is yet to restore")
        : new Elsewhere(
            owner, standbys(place), why(Reason.NOT_HERE, self + " does not own", place));
  }

  /** No owner can answer; a copy might. */
  private Elsewhere nowhere(KeyQueryMetadata place, Reason reason, String text) {
    return new Elsewhere(null, standbys(place), why(reason, text, place));
  }

  private List<Instance> standbys(KeyQueryMetadata place) {
    return place.standbyHosts().stream()
        .map(Instance::of)
        .filter(standby -> !standby.equals(self))
        .toList();
  }

  private static Unavailable why(Reason reason, String text, KeyQueryMetadata place) {
    return new Unavailable(reason, text + " partition " + place.partition());
  }

  private static @Nullable Instance known(HostInfo host) {
    return HostInfo.unavailable().equals(host) ? null : Instance.of(host);
  }

  private Reading asOwner(String guest, KeyQueryMetadata place, Live owned) {
    int partition = place.partition();
    // Asked before the read: a lag of 0 then means that the answer knows all that was there. What
    // is committed after it may not be in the answer.
    InputOffsets.Seen seen = inputs.of(Set.of(partition));
    StateReads.Read read = states.read(guest, partition);
    // Both are looked at after the read: what they say then also held while it was read.
    if (read == null || !owned.equals(live.at(partition))) {
      return nowhere(place, Reason.REBALANCING, self + " has just lost");
    }
    if (!lease.holds(owned.thread())) {
      return nowhere(place, Reason.CUT_OFF, self + " hears nothing of its group; others may own");
    }
    InputProgress progress =
        InputProgress.of(seen.ends(partition), read.positions(), seen.committed(partition));
    return answer(
        read.state(),
        new Source(
            guest,
            partition,
            self,
            Role.ACTIVE,
            progress.lagRecords(),
            progress.asOf(),
            streams.state().name()));
  }

  @Override
  public Reading copied(String guest, long lagRecordsMax) {
    KeyQueryMetadata place = assignments.place(guest);
    if (place == null) {
      return unplaced();
    }
    if (live.at(place.partition()) != null) {
      // Kafka Streams takes an owner to be up to date, even one that is cut off.
      return why(Reason.NOT_HERE, self + " is the owner, and has no copy, of", place);
    }
    return asCopy(guest, place, lagRecordsMax);
  }

  private Reading asCopy(String guest, KeyQueryMetadata place, long lagRecordsMax) {
    int partition = place.partition();
    Long before = lags.now().get(partition);
    StateReads.Read read = states.read(guest, partition);
    Long after = lags.now().get(partition);
    if (read == null || before == null || after == null) {
      return why(Reason.NOT_HERE, self + " knows of no copy of", place);
    }
    // A copy may be wiped and begin anew between two looks: the worse one holds.
    long lag = Math.max(before, after);
    if (lag > lagRecordsMax) {
      return new Unavailable(
          Reason.TOO_STALE,
          "the copy on " + self + " is " + lag + " records behind, more than " + lagRecordsMax);
    }
    Role role = self.equals(known(place.activeHost())) ? Role.RESTORING : Role.STANDBY;
    String state = streams.state().name();
    return answer(
        read.state(), new Source(guest, partition, self, role, lag, read.positions(), state));
  }

  private Reading answer(GuestState.@Nullable Snapshot stored, Source source) {
    return stored == null
        ? new Unavailable(Reason.NO_SUCH_GUEST, "the books know no such guest", source)
        : new Found(GuestView.of(stored, rules.get()), source);
  }

  @Override
  public List<InstanceView> assigned() {
    return assignments.all();
  }

  @Override
  public InstanceView here() {
    List<Copy> copies = assignments.of(self);
    Set<Integer> partitions =
        copies.stream()
            .filter(copy -> copy.role() == Role.ACTIVE)
            .map(Copy::partition)
            .collect(Collectors.toSet());
    InputOffsets.Seen seen = inputs.of(partitions);
    Map<Integer, Long> copyLags = lags.now();
    return new InstanceView(
        self,
        streams.state().name(),
        copies.stream().map(copy -> measured(copy, seen, copyLags)).toList());
  }

  private Copy measured(Copy copy, InputOffsets.Seen seen, Map<Integer, Long> copyLags) {
    int partition = copy.partition();
    if (copy.role() != Role.ACTIVE) {
      return new Copy(partition, copy.role(), copyLags.get(partition));
    }
    if (live.at(partition) == null) {
      return new Copy(partition, Role.RESTORING, copyLags.get(partition));
    }
    InputProgress progress =
        InputProgress.of(seen.ends(partition), Map.of(), seen.committed(partition));
    return new Copy(partition, Role.ACTIVE, progress.lagRecords());
  }

  @Override
  public void close() {
    inputs.close();
    lags.close();
  }
}
