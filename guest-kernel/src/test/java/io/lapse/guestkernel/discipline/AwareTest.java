package io.lapse.guestkernel.discipline;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwareTest {
  private final Bench bench = new Bench();
  private final List<String> log = new ArrayList<>();
  private final Aware aware = Aware.of(new Plain(1), 0);

  /** What happens while an answer is worked on. */
  private Runnable meanwhile = () -> {};

  /** Sends when its timer expires, and steps twice for a reply; request 666 makes it exit. */
  private final class Plain implements Daemon {
    private final int life;
    private boolean exits;

    Plain(int life) {
      this.life = life;
    }

    private void log(String what) {
      log.add(life + " " + what);
    }

    @Override
    public void start(SystemCalls calls) {
      log("start");
      log(calls.send() == SystemCalls.NOT_SENT ? "refused" : "sent");
    }

    @Override
    public Clock timerClock() {
      return Clock.MONOTONIC;
    }

    @Override
    public long timerNanos() {
      return life;
    }

    @Override
    public void timerExpired(SystemCalls calls) {
      log(calls.send() == SystemCalls.NOT_SENT ? "refused" : "sent");
    }

    @Override
    public void replied(Reply reply, SystemCalls calls) {
      log("reply");
      exits = reply.request() == 666;
      meanwhile.run();
      log(calls.adjtimex(AdjtimexCall.setOffset(1_000)).isPresent() ? "stepped" : "refused");
      log(calls.setTime(calls.read(Clock.REALTIME) + 5) ? "set" : "refused");
    }

    @Override
    public void clockWasSet(SystemCalls calls) {
      log("clock was set");
      calls.send();
    }

    @Override
    public List<Timer> armed() {
      return List.of();
    }

    @Override
    public boolean hasExited() {
      return exits;
    }

    @Override
    public Daemon copy() {
      return new Plain(life);
    }

    @Override
    public Daemon afresh() {
      return new Plain(life + 1);
    }
  }

  @Test
  void sequenceUnchanged_everythingPasses() {
    aware.timerExpired(bench);
    aware.replied(bench.reply(0), bench);

    assertThat(log).containsExactly("1 sent", "1 reply", "1 stepped", "1 set");
    assertThat(bench.steps).containsExactly(1_000L, 5L);
  }

  @Test
  void sequenceChangedBeforeTheRequest_nothingIsSent_andItStartsAfresh() {
    bench.sequence = 1;

    aware.timerExpired(bench);

    assertThat(log).containsExactly("1 refused", "2 start", "2 sent");
    assertThat(bench.requests).isEqualTo(1);
    assertThat(aware.timerNanos()).isEqualTo(2);
  }

  @Test
  void sequenceChangedBeforeTheAnswerIsUsed_itIsNotSeen() {
    aware.timerExpired(bench);
    bench.sequence = 1;

    aware.replied(bench.reply(0), bench);

    assertThat(log).containsExactly("1 sent", "2 start", "2 sent");
    assertThat(bench.steps).isEmpty();
  }

  @Test
  void sequenceChangedBeforeAdjtimex_nothingIsAdjusted() {
    meanwhile = () -> bench.sequence++;

    aware.replied(bench.reply(0), bench);

    assertThat(log).containsExactly("1 reply", "1 refused", "1 refused", "2 start", "2 sent");
    assertThat(bench.steps).isEmpty();
  }

  @Test
  void oneChange_startsItAfreshOnce() {
    bench.sequence = 1;
    aware.timerExpired(bench);
    log.clear();

    aware.timerExpired(bench);
    aware.replied(bench.reply(0), bench);

    assertThat(log).containsExactly("2 sent", "2 reply", "2 stepped", "2 set");
  }

  @Test
  void noticed_startsItAfreshAtOnce_ifTheSequenceChanged() {
    aware.noticed(bench);
    assertThat(log).isEmpty();
    bench.sequence = 1;

    aware.noticed(bench);

    assertThat(log).containsExactly("2 start", "2 sent");
  }

  @Test
  void clockWasSetByAnInjection_startsItAfresh() {
    bench.sequence = 1;

    aware.clockWasSet(bench);

    assertThat(log).containsExactly("1 clock was set", "2 start", "2 sent");
  }

  @Test
  void exitedDaemon_staysExited() {
    aware.replied(bench.reply(666, 0, 0), bench);
    bench.sequence = 1;
    log.clear();

    aware.noticed(bench);

    assertThat(aware.hasExited()).isTrue();
    assertThat(log).isEmpty();
  }

  @Test
  void copy_goesItsOwnWay() {
    Aware copy = aware.copy();
    bench.sequence = 1;

    aware.timerExpired(bench);

    assertThat(aware.timerNanos()).isEqualTo(2);
    assertThat(copy.timerNanos()).isEqualTo(1);
  }
}
