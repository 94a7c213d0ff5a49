package io.lapse.streamsapp.alert;

import io.lapse.ledger.account.Alert;
import io.lapse.schemas.tai.UtcScale;
import io.lapse.streamsapp.alert.StandingAlert.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Decides what one receiver is told, from the records of the partitions at hand. It knows neither
 * Kafka nor threads.
 *
 * <pre>
 *   records --take--> Mailbox --work--> sink     what it took: done, and standing
 *                        ^                          |
 *                        '--- a fact's time is up --+-- told again while it stands
 * </pre>
 */
final class Outbox implements Postman.Told {
  /** How long a receiver without a memory of its own is told again that an alert is over. */
  static final Duration RESOLVED_AGAIN = Duration.ofMinutes(5);

  /** So many facts end in one go. */
  private static final int ENDED_MAX = 1_000;

  /** How soon it looks again at messages of which none may be sent yet. */
  private static final long LOOK_MILLIS = 20;

  private final DeliverySettings settings;
  private final AlertClock clock;
  private final AlertMeters meters;
  private final long resendMillis;
  private final Shelves shelves = new Shelves();
  private final Agenda agenda = new Agenda();
  private final Mailbox mailbox;
  private final Intake intake;
  private final Postman postman;

  /** Whether the last look at what there is to do led to a post. */
  private boolean worked;

  /**
   * An empty one.
   *
   * @param zones the zone of a guest; empty if not known
   */
  Outbox(
      AlertSink sink,
      DeliverySettings settings,
      AlertClock clock,
      Pace pace,
      AlertMeters meters,
      UnaryOperator<String> zones) {
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
    Duration resend = sink.resend();
    resendMillis = resend == null ? StandingAlert.NEVER : resend.toMillis();
    mailbox = new Mailbox(sink.batchMax());
    intake = new Intake(settings, resends(), clock, meters, zones, shelves, agenda, mailbox);
    postman = new Postman(sink, pace, clock, meters, this);
  }

  /** Where records go. */
  Intake intake() {
    return intake;
  }

  /**
   * A partition was assigned: {@link Intake#recall} follows for each record before the committed
   * one, then {@link Intake#recalled}.
   */
  void open(int partition, long committed, CommitNote note) {
    shelves.put(partition, new Shelf(committed, note));
  }

  /** A partition belongs to another instance now. */
  void drop(int partition) {
    Shelf shelf = shelves.remove(partition);
    if (shelf != null) {
      shelf.standing().values().forEach(agenda::remove);
      mailbox.removeIf(each -> each.standing.partition == partition);
    }
  }

  private boolean resends() {
    return resendMillis != StandingAlert.NEVER;
  }

  /** Whether no more is to be read for now. */
  boolean isFull() {
    return mailbox.size() >= settings.waitingMax();
  }

  /** How long there is nothing to do, unless records come; 0: there is something now. */
  long idleMillis() {
    long due = agenda.firstMillis();
    long dueIn = due == StandingAlert.NEVER ? due : Math.max(0, due - clock.steadyMillis());
    long first = mailbox.size() > 0 ? 0 : dueIn;
    return Math.max(first, Math.max(postman.waitMillis(), worked ? 0 : LOOK_MILLIS));
  }

  /**
   * Makes one post, if one is due and may be made. Takes as long as the sink.
   *
   * @return whether it did
   */
  boolean work() {
    worked = post();
    meters.hold(shelves.firing(), mailbox.size());
    return worked;
  }

  private boolean post() {
    endFacts();
    if (postman.waitMillis() > 0) {
      return false;
    }
    long now = clock.steadyMillis();
    List<Waiting> waiting = mailbox.pick(now);
    boolean isLate = resends() && agenda.firstMillis() < now - resendMillis;
    if (waiting.isEmpty() || isLate) {
      List<Waiting> again = again(now);
      waiting = again.isEmpty() ? waiting : again;
    }
    if (waiting.isEmpty()) {
      return false;
    }
    postman.post(waiting);
    return true;
  }

  /** What nothing will repair has fired for long enough; what is over was told often enough. */
  private void endFacts() {
    long now = clock.steadyMillis();
    for (StandingAlert each : agenda.due(now, ENDED_MAX)) {
      if (each.untilMillis > now) {
        continue;
      }
      if (each.phase == Phase.FIRING) {
        Alert over = resolvedNow(each.opened);
        intake.resolve(each, over, Waiting.NO_OFFSET, clock.utcMillis());
      } else {
        forget(each);
      }
    }
  }

  /** By the clock: no event says so, and the books do not. */
  private Alert resolvedNow(Alert opened) {
    return new Alert(
        opened.alertId(),
        opened.guest(),
        opened.outageId(),
        opened.violation(),
        opened.severity(),
        opened.party(),
        Alert.State.RESOLVED,
        UtcScale.toTai(Instant.ofEpochMilli(clock.utcMillis())),
        opened.certain(),
        opened.policy(),
        opened.sourceHost(),
        opened.destinationHost(),
        opened.toutNanos());
  }

  private void forget(StandingAlert standing) {
    agenda.remove(standing);
    shelves.forget(standing);
  }

  private List<Waiting> again(long now) {
    if (!resends()) {
      return List.of();
    }
    List<StandingAlert> due = agenda.due(now, mailbox.batchMax());
    boolean isAlone = !due.isEmpty() && due.get(0).alone;
    return due.stream()
        .filter(each -> isAlone == each.alone)
        .limit(isAlone ? 1 : Long.MAX_VALUE)
        .map(each -> new Waiting(each, each.again(), Waiting.NO_OFFSET, 0))
        .toList();
  }

  /** The receiver took a message, or never will. */
  @Override
  public void told(Waiting told, boolean taken) {
    StandingAlert standing = told.standing;
    done(told);
    if (!taken && !told.message.isResolved()) {
      // Of what it was never told to fire, it is not told that it is over.
      mailbox.of(standing).forEach(this::done);
      forget(standing);
      return;
    }
    standing.alone = false;
    long now = clock.steadyMillis();
    if (told.message.isResolved() && !told.message.again()) {
      standing.phase = Phase.ENDED;
      standing.untilMillis = resends() && taken ? now + RESOLVED_AGAIN.toMillis() : now;
    } else if (standing.phase == Phase.WAITING) {
      standing.phase = Phase.FIRING;
      standing.untilMillis =
          standing.isFact() ? now + settings.factFiring().toMillis() : StandingAlert.NEVER;
    }
    plan(standing, now);
  }

  private void done(Waiting message) {
    mailbox.remove(message);
    shelves.done(message);
  }

  /** What is told again can wait until it is told again; it may be what the others suffer from. */
  @Override
  public void failed(Waiting message, boolean alone) {
    if (message.message.again()) {
      message.standing.alone = true;
      if (alone) {
        plan(message.standing, clock.steadyMillis());
      }
    }
  }

  private void plan(StandingAlert standing, long now) {
    if (!shelves.isStanding(standing)) {
      return;
    }
    switch (standing.phase) {
      case WAITING, ENDING -> agenda.remove(standing);
      case FIRING, ENDED -> {
        long again = resends() ? now + resendMillis : StandingAlert.NEVER;
        agenda.put(standing, Math.min(again, standing.untilMillis));
      }
    }
  }

  /** The first offset of a partition that is not done. */
  long committable(int partition) {
    return shelves.of(partition).committable();
  }

  /** What is to be committed with it. */
  CommitNote note(int partition) {
    return shelves.of(partition).note(settings.factFiring().toMillis(), clock.utcMillis());
  }
}
