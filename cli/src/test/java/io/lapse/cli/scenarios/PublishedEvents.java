package io.lapse.cli.scenarios;

import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.json.EntryJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Events that are published one after the other, and what a replay makes of them. */
final class PublishedEvents {
  private final HostEventPublisher publisher;
  private final List<LedgerInput> events;
  private int published;

  PublishedEvents(HostEventPublisher publisher, List<LedgerInput> events) {
    this.publisher = publisher;
    this.events = List.copyOf(events);
  }

  /** Publishes so many more, if there are; returns when they have arrived. */
  void publish(int count) {
    int until = Math.min(events.size(), published + count);
    events.subList(published, until).forEach(publisher::send);
    publisher.flush();
    published = until;
  }

  boolean areAllPublished() {
    return published == events.size();
  }

  List<Entry> entries() {
    return Replay.run(events.subList(0, published), Rules.DEFAULT, false).entries();
  }

  Set<String> guests() {
    return events.stream()
        .map(LedgerInput::guest)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The end of the answer for a guest, were all that is published known. */
  String expected(String guest) {
    return body(of(guest));
  }

  /** The end of each answer that was right once, the present one included. */
  Set<String> everExpected(String guest) {
    List<LedgerInput> all = of(guest);
    Set<String> bodies = new LinkedHashSet<>();
    for (int known = 0; known <= all.size(); known++) {
      bodies.add(body(all.subList(0, known)));
    }
    return bodies;
  }

  private List<LedgerInput> of(String guest) {
    List<LedgerInput> mine = new ArrayList<>();
    for (LedgerInput event : events.subList(0, published)) {
      if (event.guest().equals(guest)) {
        mine.add(event);
      }
    }
    return mine;
  }

  private static String body(List<LedgerInput> known) {
    return Replay.run(known, Rules.DEFAULT, false).entries().stream()
        .map(EntryJson::write)
        .collect(Collectors.joining(",", "\"entries\":[", "]}\n"));
  }
}
