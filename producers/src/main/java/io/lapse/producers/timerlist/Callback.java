package io.lapse.producers.timerlist;

import io.lapse.ledger.guest.TimerKind;

/** The function that an hrtimer calls when it expires: it tells who armed the timer. */
final class Callback {
  private Callback() {}

  /**
   * Whose timers call {@code function}.
   *
   * <p>Alarm timers of every kind call {@code alarmtimer_fired}, which calls what it was given
   * (kernel/time/alarmtimer.c): a list does not tell whose they are. The functions of alarms stand
   * here for kernels that name them.
   *
   * @param function its symbol, perhaps with what a compiler or a module adds to it, as in {@code
   *     hrtimer_wakeup.cfi_jt} and {@code f [module]}
   */
  static TimerKind kind(String function) {
    return switch (symbol(function)) {
      case "hrtimer_wakeup" -> TimerKind.NANOSLEEP;
      case "timerfd_tmrproc", "timerfd_alarmproc" -> TimerKind.TIMERFD;
      case "posix_timer_fn", "alarm_handle_timer", "it_real_fn" -> TimerKind.POSIX;
      default -> TimerKind.KERNEL;
    };
  }

  private static String symbol(String function) {
    int end = 0;
    while (end < function.length() && isPartOfName(function.charAt(end))) {
      end++;
    }
    return function.substring(0, end);
  }

  private static boolean isPartOfName(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
