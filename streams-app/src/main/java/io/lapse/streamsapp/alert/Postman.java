package io.lapse.streamsapp.alert;

import io.lapse.streamsapp.alert.AlertMeters.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings messages to a sink, and makes of its answer what is to follow. */
final class Postman {
  /**
   * A message that a receiver answered so often with an error, alone, while it took others, is one
   * that it never takes.
   */
  static final int ANSWERS_MAX = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  /** Is told what became of a message, when that is final. */
  interface Told {
    /**
     * It is done with.
     *
     * @param taken false: the receiver will never take it
     */
    void told(Waiting message, boolean taken);

    /**
     * The receiver answered that it does not take it now.
     *
     * @param alone whether there was nothing else in the post
     */
    void failed(Waiting message, boolean alone);
  }

  private final AlertSink sink;
  private final Pace pace;
  private final AlertClock clock;
  private final AlertMeters meters;
  private final Told told;

  /** Steady; when the receiver last took something. */
  private long tookMillis = Long.MIN_VALUE;

  private boolean away;

  Postman(AlertSink sink, Pace pace, AlertClock clock, AlertMeters meters, Told told) {
    this.sink = sink;
    this.pace = pace;
    this.clock = clock;
    this.meters = meters;
    this.told = told;
  }

  /** How long until it may go; 0: now. */
  long waitMillis() {
    return pace.waitMillis(clock.steadyMillis());
  }

  /** Goes once. */
  void post(List<Waiting> waiting) {
    pace.take(clock.steadyMillis());
    Delivery answer = sink.deliver(waiting.stream().map(each -> each.message).toList());
    if (answer instanceof Delivery.Later later) {
      later(waiting, later);
    } else if (answer instanceof Delivery.Refused refused) {
      refused(waiting, refused.reason());
    } else {
      delivered(waiting);
    }
  }

  private void delivered(List<Waiting> waiting) {
    pace.succeeded();
    tookMillis = clock.steadyMillis();
    if (away) {
      away = false;
      LOG.atInfo().addKeyValue("receiver", sink.name()).log("receiver of alerts is back");
    }
    for (Waiting each : waiting) {
      boolean again = each.message.again();
      Outcome outcome = each.message.isResolved() ? Outcome.RESOLVED : Outcome.SENT;
      meters.count(again ? Outcome.RESENT : outcome);
      if (each.isRecord()) {
        meters.took(clock.utcMillis() - each.appendedMillis);
      }
      told.told(each, true);
    }
  }

  private void later(List<Waiting> waiting, Delivery.Later later) {
    long now = clock.steadyMillis();
    pace.failed(now, later.after());
    sayAway(later.reason(), later.after());
    for (Waiting each : waiting) {
      meters.count(Outcome.RETRIED);
      if (later.answered()) {
        told.failed(each, waiting.size() == 1);
        answered(each, now, waiting.size() == 1, later.reason());
      }
    }
  }

  /**
   * It may be this message that the receiver cannot bear: it goes with fewer, later, then alone.
   */
  private void answered(Waiting each, long now, boolean alone, String reason) {
    each.firstAnswerMillis = each.answers == 0 ? now : each.firstAnswerMillis;
    each.answers++;
    each.notBeforeMillis = now + pace.backOffMillis(each.answers);
    if (alone && each.answers >= ANSWERS_MAX && tookMillis > each.firstAnswerMillis) {
      refuse(each, reason);
    }
  }

  private void refused(List<Waiting> waiting, String reason) {
    if (waiting.size() == 1) {
      refuse(waiting.get(0), reason);
    } else {
      // One of them is bad, and nobody says which.
      waiting.forEach(each -> each.standing.alone = true);
    }
  }

  private void refuse(Waiting message, String reason) {
    meters.count(Outcome.REFUSED);
    LOG.atError()
        .addKeyValue("receiver", sink.name())
        .addKeyValue("alertId", message.standing.id())
        .addKeyValue("guestId", message.standing.opened.guest())
        .addKeyValue("violation", message.standing.opened.violation())
        .addKeyValue("reason", reason)
        .log("receiver refuses an alert for good");
    told.told(message, false);
  }

  private void sayAway(String reason, @Nullable Duration after) {
    if (!away) {
      away = true;
      LOG.atWarn()
          .addKeyValue("receiver", sink.name())
          .addKeyValue("reason", reason)
          .addKeyValue("retryAfter", after)
          .log("receiver of alerts is away: they wait");
    }
  }
}
