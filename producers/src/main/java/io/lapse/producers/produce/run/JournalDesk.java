package io.lapse.producers.produce.run;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiClock;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.produce.journal.Journal;
import io.lapse.producers.produce.journal.JournalEvent;
import io.lapse.producers.source.Problem;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one feed leaves what it read: in the journal, under its name. */
final class JournalDesk implements FeedDesk {
  private static final Logger LOG = LoggerFactory.getLogger(JournalDesk.class);

  private final String feed;
  private final Journal journal;
  private final Topics topics;
  private final TaiClock clock;
  private final ProduceMeters meters;
  private volatile @Nullable String down = "not read yet";
  private volatile boolean isGone;

  JournalDesk(String feed, Journal journal, Topics topics, TaiClock clock, ProduceMeters meters) {
    this.feed = feed;
    this.journal = journal;
    this.topics = topics;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public @Nullable String position() {
    return journal.position(feed);
  }

  @Override
  public void leave(List<LedgerInput> events, String position) throws InterruptedException {
    Observed observed = new Observed(clock.now());
    List<JournalEvent> encoded = new ArrayList<>(events.size());
    for (LedgerInput event : events) {
      encoded.add(encoded(event, observed));
    }
    journal.append(feed, position, encoded);
    meters.read(events.size());
  }

  private JournalEvent encoded(LedgerInput input, Observed observed) {
    if (input instanceof HostEvent said) {
      HostEvent event = said.match(observed);
      byte[] value = bytes(topics.hostEvents(), event);
      String host = event.envelope().host();
      return new JournalEvent(JournalEvent.Kind.HOST, event.guest(), host, value);
    }
    if (input instanceof GuestEvent said) {
      GuestEvent event = said.match(observed);
      byte[] value = bytes(topics.guestEvents(), event);
      return new JournalEvent(JournalEvent.Kind.GUEST, event.guest(), null, value);
    }
    throw new IllegalArgumentException("input must be a host or a guest event: " + input);
  }

  private static <V> byte[] bytes(Topic<V> topic, V value) {
    return topic.valueSerde().serializer().serialize(topic.name(), value);
  }

  @Override
  public void report(Problem problem) {
    meters.problem(problem);
    LOG.atWarn().addKeyValue("problem", problem).log("input");
  }

  @Override
  public void up() {
    if (down != null) {
      down = null;
      LOG.atInfo().addKeyValue("feed", feed).log("input is read");
    }
  }

  @Override
  public void down(String why) {
    if (!why.equals(down)) {
      down = why;
      LOG.atWarn().addKeyValue("feed", feed).addKeyValue("reason", why).log("input is down");
    }
  }

  boolean isUp() {
    return down == null;
  }

  @Override
  public boolean isGone() {
    return isGone;
  }

  void gone(boolean isGoneNow) {
    isGone = isGoneNow;
  }

  /** The next feed of that name begins anew; false if the journal does not take that for now. */
  boolean forget() {
    return journal.forget(feed);
  }
}
