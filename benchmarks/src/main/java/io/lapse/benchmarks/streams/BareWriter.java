package io.lapse.benchmarks.streams;

import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.notice.Notice;
import io.lapse.schemas.state.GuestStateBytes;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a ledger costs Kafka alone: for each event it keeps and forwards what a ledger kept and
 * forwarded for some other event, as bytes that are ready. It decodes nothing and books nothing: no
 * ledger that writes as much can be faster.
 */
final class BareWriter implements Processor<byte[], byte[], byte[], byte[]> {
  private static final int GUESTS = 200;
  private static final int EVENTS_OF_EACH = 60;

  /** What one event left. */
  @SuppressWarnings("ArrayRecordComponent") // Written, never compared.
  private record Written(byte[] state, List<byte[]> outputs) {}

  private final String store;
  private final List<Written> samples = samples();
  private int next;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<byte[], byte[]> states;

  @SuppressWarnings("NullAway.Init")
  BareWriter(String store) {
    this.store = store;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    states = processorContext.getStateStore(store);
  }

  @Override
  public void process(Record<byte[], byte[]> event) {
    Written written = samples.get(next);
    next = (next + 1) % samples.size();
    states.put(event.key(), written.state());
    for (byte[] output : written.outputs()) {
      context.forward(event.withValue(output));
    }
  }

  /** Of guests that have gone on for long enough: their states are as large as they become. */
  private static List<Written> samples() {
    Topics topics = Topics.standard();
    Serializer<HistoryRecord> history = topics.ledger().valueSerde().serializer();
    Serializer<Notice> notices = topics.guestNotices().valueSerde().serializer();
    Rules rules = new Rules(List.of(HostEventLoad.policy()), Set.of(ReactionOrigin.REPORTED));
    HostEventLoad load = new HostEventLoad(GUESTS, 1);
    Map<String, GuestState> guests = new HashMap<>();
    Map<String, GuestStateBytes> bytes = new HashMap<>();
    List<Written> samples = new ArrayList<>();
    for (int guest = 0; guest < GUESTS; guest++) {
      String name = HostEventLoad.name(guest);
      guests.put(name, GuestState.empty(name).on(HostEventLoad.profile(guest), rules).next());
    }
    for (int i = 0; i < GUESTS * EVENTS_OF_EACH; i++) {
      HostEvent event = load.next();
      GuestState before = guests.getOrDefault(event.guest(), GuestState.empty(event.guest()));
      Step step = before.on(event, rules);
      guests.put(event.guest(), step.next());
      byte[] state =
          bytes
              .computeIfAbsent(event.guest(), absent -> Topics.guestStateBytes())
              .write(step.next());
      List<byte[]> outputs = new ArrayList<>();
      step.history().forEach(each -> outputs.add(history.serialize("", each)));
      step.notices().forEach(each -> outputs.add(notices.serialize("", each)));
      if (i >= GUESTS * EVENTS_OF_EACH / 2) {
        samples.add(new Written(state, outputs));
      }
    }
    return samples;
  }
}
