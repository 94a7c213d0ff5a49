package io.lapse.streamsapp.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.streamsapp.alert.AlertMeters.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What those keep to besides whose receiver may be away, slow, or out of its mind. */
public abstract class RemoteSinkContract extends AlertSinkContract {
  /** From now on nobody takes anything, or even listens. */
  protected abstract void away();

  /** From now on all is taken again. */
  protected abstract void back();

  /** From now on posts are answered with what is no answer. */
  protected abstract void garbage();

  /** From now on posts are not answered in time. */
  protected abstract void slow();

  /** From now on what is about that guest is refused for good, and all else is taken. */
  protected abstract void refuse(String guest);

  @Test
  void receiverThatIsAway_getsAllInOrder_whenItIsBack() {
    Driven driven = driven();
    away();
    var opened = opened("vm-7");
    driven.append(opened, opened("vm-8")).pass(Duration.ofSeconds(20));
    long retried = driven.counted(Outcome.RETRIED);
    driven.append(over(opened));
    long committed = driven.committable();

    back();
    driven.pass(LONG);

    assertThat(retried).isPositive();
    assertThat(committed).isZero();
    assertThat(taken()).containsExactlyInAnyOrder("vm-7 OPENED", "vm-8 OPENED", "vm-7 RESOLVED");
    assertThat(taken()).containsSubsequence("vm-7 OPENED", "vm-7 RESOLVED");
    assertThat(driven.committable()).isEqualTo(3);
  }

  @Test
  void receiverThatAnswersGarbage_isAskedAgain() {
    Driven driven = driven();
    garbage();
    driven.append(opened("vm-7")).pass(Duration.ofSeconds(1));
    long committed = driven.committable();

    back();
    driven.pass(LONG);

    assertThat(committed).isZero();
    assertThat(taken()).containsExactly("vm-7 OPENED");
  }

  @Test
  void receiverThatIsTooSlow_isLeft_andAskedAgain() {
    Driven driven = driven();
    slow();
    driven.append(opened("vm-7"));
    driven.work();
    long committed = driven.committable();

    back();
    driven.pass(LONG);

    assertThat(committed).isZero();
    assertThat(taken()).contains("vm-7 OPENED");
    assertThat(driven.committable()).isEqualTo(1);
  }

  @Test
  void alertThatIsRefused_isCounted_andTheOthersGoOn() {
    Driven driven = driven();
    refuse("bad");

    driven.append(opened("vm-7"), opened("bad"), opened("vm-8")).pass(LONG);

    assertThat(taken()).containsExactlyInAnyOrder("vm-7 OPENED", "vm-8 OPENED");
    assertThat(driven.counted(Outcome.REFUSED)).isEqualTo(1);
    assertThat(driven.committable()).isEqualTo(3);
  }
}
