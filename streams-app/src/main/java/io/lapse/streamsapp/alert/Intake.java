package io.lapse.streamsapp.alert;

import io.lapse.ledger.account.Alert;
import io.lapse.streamsapp.alert.AlertMeters.Outcome;
import io.lapse.streamsapp.alert.StandingAlert.Phase;
import java.util.List;
import java.util.function.UnaryOperator;

/** What an {@link Outbox} makes of records: messages, what stands, or a count. */
final class Intake {
  private final DeliverySettings settings;
  private final boolean resends;
  private final AlertClock clock;
  private final AlertMeters meters;
  private final UnaryOperator<String> zones;
  private final Shelves shelves;
  private final Agenda agenda;
  private final Mailbox mailbox;

  Intake(
      DeliverySettings settings,
      boolean resends,
      AlertClock clock,
      AlertMeters meters,
      UnaryOperator<String> zones,
      Shelves shelves,
      Agenda agenda,
      Mailbox mailbox) {
    this.settings = settings;
    this.resends = resends;
    this.clock = clock;
    this.meters = meters;
    this.zones = zones;
    this.shelves = shelves;
    this.agenda = agenda;
    this.mailbox = mailbox;
  }

  /** A record that was done before: it says what stands, and nothing is sent. */
  void recall(int partition, long offset, Alert alert, long appendedMillis) {
    Shelf shelf = shelves.of(partition);
    StandingAlert known = shelf.find(alert.alertId());
    boolean isFiring = known != null && known.isOpen();
    if (alert.state() == Alert.State.OPENED && !isFiring) {
      boolean isOld = isOld(alert, shelf.readMillis(offset, appendedMillis, clock.utcMillis()));
      StandingAlert standing = stand(partition, offset, alert, appendedMillis);
      boolean wasEnded =
          standing.isFact() && shelf.wasEnded(appendedMillis, settings.factFiring().toMillis());
      if (!isOld && !wasEnded) {
        standing.phase = Phase.FIRING;
        shelf.standing().put(standing.id(), standing);
      }
    } else if (alert.state() == Alert.State.RESOLVED && known != null && isFiring) {
      known.resolved = alert;
      known.phase = Phase.ENDED;
      long leftMillis = appendedMillis + Outbox.RESOLVED_AGAIN.toMillis() - clock.utcMillis();
      known.untilMillis = clock.steadyMillis() + leftMillis;
    }
  }

  /** All of them were recalled: what stands is told again. */
  void recalled(int partition) {
    Shelf shelf = shelves.of(partition);
    shelf.recalled();
    long now = clock.steadyMillis();
    for (StandingAlert each : List.copyOf(shelf.standing().values())) {
      if (each.phase == Phase.FIRING && each.isFact()) {
        long endMillis = each.appendedMillis + settings.factFiring().toMillis();
        each.untilMillis = now + endMillis - clock.utcMillis();
      }
      agenda.put(each, resends ? now : each.untilMillis);
    }
  }

  private StandingAlert stand(int partition, long offset, Alert opened, long appendedMillis) {
    String zone = zones.apply(opened.guest());
    return new StandingAlert(partition, offset, opened, zone, appendedMillis);
  }

  private boolean isOld(Alert alert, long readMillis) {
    return Shelf.isOld(alert, readMillis, settings.ageMax().toMillis());
  }

  /** A new record. */
  void take(int partition, long offset, Alert alert, long appendedMillis) {
    Shelf shelf = shelves.of(partition);
    shelf.read(offset);
    boolean isOld = isOld(alert, shelf.readMillis(offset, appendedMillis, clock.utcMillis()));
    StandingAlert known = shelf.find(alert.alertId());
    boolean isFiring = known != null && known.isOpen();
    boolean isOpening = alert.state() == Alert.State.OPENED;
    if (isOpening == isFiring) {
      passOver(shelf, offset, isOpening || !isOld ? Outcome.DUPLICATE : Outcome.TOO_OLD);
    } else if (known != null && isFiring) {
      resolve(known, alert, offset, appendedMillis);
    } else if (isOld) {
      passOver(shelf, offset, Outcome.TOO_OLD);
    } else {
      fire(shelf, stand(partition, offset, alert, appendedMillis), offset);
    }
  }

  /** A record that nobody can read. */
  void takeUnreadable(int partition, long offset) {
    Shelf shelf = shelves.of(partition);
    shelf.read(offset);
    passOver(shelf, offset, Outcome.REFUSED);
  }

  private void passOver(Shelf shelf, long offset, Outcome outcome) {
    meters.count(outcome);
    shelf.done(offset);
  }

  private void fire(Shelf shelf, StandingAlert standing, long offset) {
    StandingAlert before = shelf.standing().put(standing.id(), standing);
    if (before != null) {
      agenda.remove(before);
    }
    mailbox.add(new Waiting(standing, standing.news(), offset, standing.appendedMillis));
  }

  /** A resolution, of a record or without. */
  void resolve(StandingAlert standing, Alert resolved, long offset, long appendedMillis) {
    standing.resolved = resolved;
    standing.phase = Phase.ENDING;
    agenda.remove(standing);
    mailbox.add(new Waiting(standing, standing.news(), offset, appendedMillis));
  }
}
