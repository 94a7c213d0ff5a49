package io.lapse.producers.timerlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.TimerKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hrtimer_wakeup                 | NANOSLEEP
          hrtimer_wakeup.cfi_jt          | NANOSLEEP
          hrtimer_wakeup$0123456789abcdef | NANOSLEEP
          timerfd_tmrproc                | TIMERFD
          timerfd_alarmproc              | TIMERFD
          posix_timer_fn                 | POSIX
          alarm_handle_timer             | POSIX
          it_real_fn                     | POSIX
          tick_nohz_handler              | KERNEL
          tick_sched_timer               | KERNEL
          watchdog_timer_fn              | KERNEL
          dl_task_timer                  | KERNEL
          alarmtimer_fired               | KERNEL
          apic_timer_fn [kvm]            | KERNEL
          <00000000>                     | KERNEL
          hrtimer_wakeups                | KERNEL
          """)
  void kind_isToldByTheFunction(String function, TimerKind kind) {
    assertThat(Callback.kind(function)).isEqualTo(kind);
  }
}
