package io.lapse.streamsapp.http;

import io.lapse.streamsapp.query.Books;
import io.lapse.streamsapp.query.GuestView;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.query.InstanceView;
import io.lapse.streamsapp.query.Reading;
import io.lapse.streamsapp.query.Reading.Elsewhere;
import io.lapse.streamsapp.query.Reading.Found;
import io.lapse.streamsapp.query.Reading.Reason;
import io.lapse.streamsapp.query.Reading.Unavailable;
import io.lapse.streamsapp.query.Role;
import io.lapse.streamsapp.query.Source;
import io.lapse.streamsapp.records.GuestTopics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Books that answer as they are told: with each answer once, and with the last ever after. */
final class FakeBooks implements Books {
  static final Instance SELF = new Instance("self", 1);
  static final Instance OWNER = new Instance("owner", 2);
  static final Instance STANDBY = new Instance("standby", 3);

  /** Of guests without a past on any topic. */
  static final GuestAnswers ANSWERS =
      new GuestAnswers(guest -> new GuestTopics.Past(List.of(), List.of()));

  private final Deque<Reading> owned = new ArrayDeque<>();
  private Reading copied = unavailable(Reason.NOT_HERE);
  private List<InstanceView> assigned = List.of();

  /** The guest as an instance found it. */
  static Found found(Role role, long lag) {
    return new Found(
        new GuestView("g", List.of(), List.of(), null, 3, null, null, GuestView.Unsealed.NOTHING),
        source(role, lag));
  }

  static Source source(Role role, long lag) {
    return new Source("g", 5, SELF, role, lag, Map.of("lapse.host-events", 41L), "RUNNING");
  }

  static Unavailable unavailable(Reason reason) {
    return new Unavailable(reason, "as it was told");
  }

  static Elsewhere elsewhere() {
    return new Elsewhere(OWNER, List.of(STANDBY), unavailable(Reason.NOT_HERE));
  }

  FakeBooks thenOwned(Reading reading) {
    owned.add(reading);
    return this;
  }

  FakeBooks copied(Reading reading) {
    copied = reading;
    return this;
  }

  FakeBooks assigned(InstanceView... views) {
    assigned = List.of(views);
    return this;
  }

  @Override
  public Reading owned(String guest) {
    return owned.size() > 1 ? owned.remove() : owned.element();
  }

  @Override
  public Reading copied(String guest, long lagRecordsMax) {
    return copied;
  }

  @Override
  public Instance self() {
    return SELF;
  }

  @Override
  public InstanceView here() {
    return new InstanceView(SELF, "RUNNING", List.of(new InstanceView.Copy(0, Role.ACTIVE, 0L)));
  }

  @Override
  public List<InstanceView> assigned() {
    return assigned;
  }
}
