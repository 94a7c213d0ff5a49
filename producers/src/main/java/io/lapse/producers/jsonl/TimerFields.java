package io.lapse.producers.jsonl;

import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Armed timers as JSON has them: in an inventory, and in a profile. */
public final class TimerFields {
  private TimerFields() {}

  /** The timers in the list {@code timers} of {@code fields}; empty if it is absent. */
  public static List<ArmedTimer> timers(JsonFields fields) throws MalformedException {
    List<ArmedTimer> timers = new ArrayList<>();
    for (JsonFields timer : fields.objects("timers")) {
      timers.add(timer(timer));
    }
    return timers;
  }

  private static ArmedTimer timer(JsonFields timer) throws MalformedException {
    return new ArmedTimer(
        timer.text("id"),
        timer.choice("kind", TimerKind.class),
        timer.choice("clock", TimerClock.class),
        timer.flagOr("absolute", false),
        timer.number("expires_ns"),
        timer.boundOr("interval_ns", 0),
        timer.flagOr("cancel_on_set", false),
        timer.choiceOr("read", TimerRead.class, TimerRead.ON_EXPIRY) == TimerRead.ON_EXPIRY);
  }

  /** When the owner of a timer reads it, by the names of the scenario format. */
  enum TimerRead {
    ON_EXPIRY,
    NEVER
  }
}
