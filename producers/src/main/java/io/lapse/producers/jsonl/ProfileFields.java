package io.lapse.producers.jsonl;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import org.jspecify.annotations.Nullable;

/** What a guest is, as JSON has it: in a line of kind {@code profile}, and in a profile. */
public final class ProfileFields {
  private ProfileFields() {}

  /**
   * The profile that {@code fields} state.
   *
   * @param os what holds where they do not say; null for unknown
   * @param counterWhilePaused likewise
   * @throws IllegalArgumentException if its labels are too many, or too long
   */
  public static GuestEvent.Profile profile(
      Envelope envelope,
      JsonFields fields,
      @Nullable String os,
      CounterWhilePaused counterWhilePaused)
      throws MalformedException {
    String stated = fields.textOrNull("os");
    String guestClass = fields.textOrNull("class");
    return new GuestEvent.Profile(
        envelope,
        fields.textOrNull("clocksource"),
        fields.numberOrNull("tsc_khz"),
        fields.textOrNull("kernel"),
        stated == null ? os : stated,
        guestClass == null ? GuestEvent.Profile.DEFAULT_CLASS : guestClass,
        fields.choiceOr("counter_while_paused", CounterWhilePaused.class, counterWhilePaused),
        fields.texts("labels"));
  }
}
