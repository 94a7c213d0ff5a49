package io.lapse.streamsapp.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every sink keeps to, behind an outbox. */
public abstract class AlertSinkContract {
  protected static final Duration LONG = Duration.ofMinutes(3);

  protected final FakeClock clock = new FakeClock();

  /** The one that is tried; the same at each call. */
  protected abstract AlertSink sink();

  /** What the receiver took, in its order: {@code GUEST STATE}; what it was told again, once. */
  protected abstract List<String> taken();

  protected final Driven driven() {
    return new Driven(sink(), clock);
  }

  protected final Alert opened(String guest) {
    return Alerts.opened(guest, Violation.UNACCOUNTED_TIME, clock.utcMillis());
  }

  protected final Alert over(Alert opened) {
    return Alerts.resolved(opened, clock.utcMillis());
  }

  @Test
  void alert_isDelivered_andItsEnd() {
    Driven driven = driven();
    Alert opened = opened("vm-7");

    driven.append(opened).pass(LONG).append(over(opened)).pass(LONG);

    assertThat(taken()).containsExactly("vm-7 OPENED", "vm-7 RESOLVED");
    assertThat(driven.committable()).isEqualTo(2);
  }

  @Test
  void manyAlerts_areAllDelivered_eachInItsOrder() {
    Driven driven = driven();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      Alert opened = opened("vm-" + i);
      driven.append(opened, over(opened));
      expected.add(opened.guest() + " OPENED");
      expected.add(opened.guest() + " RESOLVED");
    }

    driven.pass(LONG);

    assertThat(taken()).containsExactlyInAnyOrderElementsOf(expected);
    for (int i = 0; i < 70; i++) {
      assertThat(taken()).containsSubsequence("vm-" + i + " OPENED", "vm-" + i + " RESOLVED");
    }
  }

  @Test
  void fact_isOverByItself() {
    Driven driven = driven();

    driven.append(Alerts.opened("vm-7", Violation.BLACKOUT_EXCEEDED, clock.utcMillis()));
    driven.pass(Driven.FACT_FIRING.plusMinutes(1));

    assertThat(taken()).containsExactly("vm-7 OPENED", "vm-7 RESOLVED");
  }

  @Test
  void names_areTakenWhateverTheyAre() {
    Driven driven = driven();
    String name = "<script>\"'\\ \u00e4\u2028\ud83d\ude00 {}\t";

    driven.append(opened(name)).pass(LONG);

    assertThat(taken()).containsExactly(name + " OPENED");
  }
}
