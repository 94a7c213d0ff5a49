package io.lapse.cli.scenarios;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A guest's events at other times: none of the pauses between them is longer than a given one, and
 * the last of them happened at a given instant. What is shorter, such as most outages, is as long
 * as it was.
 */
final class Restamped {
  private final TreeMap<Long, Long> times = new TreeMap<>();
  private final long pauseNanosMax;

  private Restamped(List<LedgerInput> events, long pauseNanosMax, TaiInstant end) {
    this.pauseNanosMax = pauseNanosMax;
    List<Long> stamps =
        events.stream().map(each -> each.stamp().at().nanos()).distinct().sorted().toList();
    long time = end.nanos();
    for (int i = stamps.size() - 1; i >= 0; i--) {
      times.put(stamps.get(i), time);
      time -= i == 0 ? 0 : Math.min(pauseNanosMax, stamps.get(i) - stamps.get(i - 1));
    }
  }

  /** All events, each guest's for itself, in the order of their new stamps. */
  static List<LedgerInput> of(List<LedgerInput> events, long pauseNanosMax, TaiInstant end) {
    Map<String, List<LedgerInput>> byGuest =
        events.stream().collect(Collectors.groupingBy(LedgerInput::guest));
    List<LedgerInput> restamped = new ArrayList<>();
    byGuest
        .values()
        .forEach(
            own -> {
              Restamped times = new Restamped(own, pauseNanosMax, end);
              own.forEach(each -> restamped.add((LedgerInput) times.moved(each)));
            });
    restamped.sort(Comparator.comparing(each -> each.stamp().at()));
    return restamped;
  }

  private TaiInstant moved(TaiInstant at) {
    Map.Entry<Long, Long> before = times.floorEntry(at.nanos());
    if (before == null) { // Nothing of the guest was before.
      before = times.firstEntry();
    }
    long since = Math.min(pauseNanosMax, at.nanos() - before.getKey());
    return new TaiInstant(before.getValue() + since);
  }

  /** The same record, with each instant in it moved. */
  private Object moved(Object record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = value(components[i].getAccessor().invoke(record));
      }
      return record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every event must be a public record: " + record, e);
    }
  }

  private Object value(Object value) {
    if (value instanceof TaiInstant at) {
      return moved(at);
    }
    if (value instanceof Envelope envelope) {
      Stamp stamp = envelope.stamp();
      Stamp moved =
          new Stamp(
              moved(stamp.at()),
              stamp.clockErrorNanos(),
              stamp.resolutionNanos(),
              stamp.latencyNanos());
      return new Envelope(envelope.guest(), envelope.host(), moved, envelope.source(), null);
    }
    return value;
  }
}
