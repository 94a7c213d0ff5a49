package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of the quarantine are written again to the topic that they came from: same key, same
 * bytes.
 *
 * <pre>
 *   t + 0 h     100 outages, then inventories until the guest's state is full: STATE_FULL
 *   t + 20 h    an inventory that is refused for that, and an outage that would rest on it
 *   t + 30 h    outages: what lies behind the horizon is sealed, and the state is small
 *   requeued    the inventory of t + 20 h is taken; one of t + 1 h is LATE; a wrong key stays wrong
 * </pre>
 */
final class RequeueFault {
  private static final String GUEST = "full";
  private static final int TIMERS = 9_000;
  private static final long EPOCH = 1_800_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3_600 * SECOND;

  private final FaultRun run;
  private Load load;

  RequeueFault(FaultRun run) {
    this.run = run;
  }

  void happen() throws Exception {
    List<LedgerInput> events = new ArrayList<>(outages(100, EPOCH));
    for (int i = 0; i < 60; i++) {
      events.add(inventory(EPOCH + HOUR + i * 60L * SECOND));
    }
    LedgerInput wanted = inventory(EPOCH + 20 * HOUR);
    events.add(wanted);
    events.addAll(outages(1, EPOCH + 20 * HOUR + SECOND));
    events.addAll(outages(25, EPOCH + 30 * HOUR));
    Sent misdirected =
        new Sent(
            run.topics().guestEvents().name(),
            "other".getBytes(StandardCharsets.UTF_8),
            sent(wanted).value());
    load = run.load(events, 1_000);
    load.append(List.of(misdirected));
    load.release(load.size());
    load.settle();
    run.start("one");
    run.awaitSettled();

    Set<String> full = refusedFor("STATE_FULL");
    assertThat(full).contains(sent(wanted).digest());
    LedgerInput old = firstOf(events, full);
    requeue(List.of(sent(wanted), sent(old), misdirected));

    assertThat(refusedFor("LATE")).containsExactly(sent(old).digest());
    List<LedgerInput> taken = new ArrayList<>(events);
    taken.removeIf(event -> full.contains(sent(event).digest()));
    List<String> without = Expected.inOrder(taken).ledger();
    taken.add(wanted);
    assertThat(Expected.inOrder(taken).ledger()).as("what it cures").isNotEqualTo(without);
    List<Sent> refused = new ArrayList<>();
    events.stream()
        .map(this::sent)
        .filter(each -> full.contains(each.digest()))
        .forEach(refused::add);
    refused.addAll(List.of(sent(old), misdirected, misdirected));
    run.finish(Expected.inOrder(taken).withRefused(refused));
  }

  /** What an operator does: the bytes of the quarantine, to where they came from. */
  private void requeue(List<Sent> records) throws Exception {
    load.append(records);
    load.release(load.size());
    run.awaitSettled();
  }

  private LedgerInput firstOf(List<LedgerInput> events, Set<String> refused) {
    return events.stream()
        .filter(event -> refused.contains(sent(event).digest()))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> refusedFor(String reason) {
    return run.quarantined().stream()
        .filter(refused -> reason(refused).equals(reason))
        .map(Sent::digest)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String reason(ConsumerRecord<byte[], byte[]> refused) {
    return new String(refused.headers().lastHeader("lapse.reason").value(), StandardCharsets.UTF_8);
  }

  private Sent sent(LedgerInput event) {
    return Sent.of(run.topics(), event);
  }

  private static List<LedgerInput> outages(int count, long at) {
    List<LedgerInput> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.addAll(Loads.outage(GUEST, "host-1", at + i * 10L * SECOND, SECOND));
    }
    return events;
  }

  private static LedgerInput inventory(long at) {
    return Loads.inventory(Loads.stop(GUEST, "host-1", at + SECOND), TIMERS);
  }
}
