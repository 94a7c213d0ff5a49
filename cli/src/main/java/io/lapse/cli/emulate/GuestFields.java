package io.lapse.cli.emulate;

import io.lapse.guestkernel.CounterRate;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.timekeeping.Overflow;
import io.lapse.guestkernel.watchdog.Load;
import io.lapse.ledger.catchup.Clocksource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code guest} of a scenario: its kernel, and what that runs on. */
final class GuestFields {
  /** CONFIG_HZ, as the kernel allows it. */
  private static final int HZ_MIN = 24;

  private static final int HZ_MAX = 10_000;

  /** Debian's. */
  private static final int HZ_USUAL = 250;

  /** CONFIG_NR_CPUS at its largest. */
  private static final int VCPUS_MAX = 8_192;

  private static final Map<String, String> CLOCKSOURCES =
      sameNames("tsc", "tsc-early", "kvm-clock", "xen", "hpet", "acpi_pm", "jiffies");
  private static final Map<String, String> WATCHDOGS = sameNames("hpet");

  private GuestFields() {}

  private static Map<String, String> sameNames(String... names) {
    Map<String, String> same = new LinkedHashMap<>();
    List.of(names).forEach(name -> same.put(name, name));
    return same;
  }

  /** The kernel that the fields tell of; null if there was something to complain of. */
  static @Nullable KernelBuild read(Fields fields) {
    Long tscKhz = fields.numberOrNull("tsc_khz", 1, Clocksource.FREQUENCY_MAX);
    String name = fields.choice("clocksource", CLOCKSOURCES);
    int hz = (int) fields.number("hz", HZ_MIN, HZ_MAX, HZ_USUAL);
    String kernel = fields.textOrNull("kernel");
    int vcpus = (int) fields.number("vcpus", 1, VCPUS_MAX, 1);
    boolean busy = fields.flag("busy", false);
    boolean watchdog = fields.choice("clocksource_watchdog", WATCHDOGS, null) != null;
    boolean capped = fields.flag("debug_timekeeping", false);
    Load load =
        new Load(
            busy,
            fields.flag("rcu_grace_period", false),
            fields.flag("blocked_task", false),
            fields.flag("pending_work", false));
    fields.refuseUnknown();
    if (name != null && name.startsWith("tsc") && !fields.has("tsc_khz")) {
      fields.complain(
          "tsc_khz", "missing; expected the TSC's frequency in kHz, since clocksource is " + name);
    }
    if (!fields.areGood() || name == null) {
      return null;
    }
    Optional<Clocksource> clocksource = Clocksource.named(name, tscKhz, (long) hz);
    CounterRate counter = CounterRate.of(name, tscKhz == null ? 1 : tscKhz, hz);
    Overflow overflow = capped ? Overflow.CAP : Overflow.of(kernel);
    return new KernelBuild(
        kernel, clocksource.orElseThrow(), counter, overflow, hz, vcpus, load, watchdog);
  }
}
