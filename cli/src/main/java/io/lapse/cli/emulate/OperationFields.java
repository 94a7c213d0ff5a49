package io.lapse.cli.emulate;

import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.scenario.Operation;
import io.lapse.ledger.notice.InjectAs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of the {@code operations} of a scenario. */
final class OperationFields {
  private static final Map<String, Function<Fields, Operation>> BY_NAME = byName();
  private static final Map<String, InjectAs> INJECT_AS = injectAs();

  /** At one less the counter stands still. */
  private static final long FREQUENCY_PPB_MIN = -999_999_999;

  /** A thousand times as fast: no hardware is so different. */
  private static final long FREQUENCY_PPB_MAX = 999_000_000_000L;

  private static final String DURATION = "duration_ns";

  private OperationFields() {}

  private static Map<String, Function<Fields, Operation>> byName() {
    Map<String, Function<Fields, Operation>> names = new LinkedHashMap<>();
    names.put("run", fields -> new Operation.Run(duration(fields)));
    names.put("tsc_jump", OperationFields::tscJump);
    names.put("pause", fields -> new Operation.Pause(duration(fields)));
    names.put("suspend_resume", OperationFields::suspendResume);
    names.put("inject_offset", fields -> new Operation.InjectOffset(any(fields, "offset_ns")));
    names.put("inject_sleep", fields -> new Operation.InjectSleep(any(fields, "sleep_ns")));
    names.put("settime", fields -> new Operation.SetTime(any(fields, "realtime_ns")));
    names.put("adjtimex", OperationFields::adjtimex);
    names.put(
        "set_tai_offset", fields -> new Operation.SetTaiOffset(int32(fields, "tai_offset_s")));
    names.put(
        "read",
        fields -> new Operation.Read(fields.texts("timers"), fields.flag("gettime", false)));
    names.put(
        "counter_change",
        fields ->
            new Operation.CounterChange(
                fields.number("frequency_ppb", FREQUENCY_PPB_MIN, FREQUENCY_PPB_MAX)));
    names.put("notice", OperationFields::notice);
    return names;
  }

  private static Map<String, InjectAs> injectAs() {
    Map<String, InjectAs> names = new LinkedHashMap<>();
    names.put("offset", InjectAs.OFFSET);
    names.put("sleep", InjectAs.SLEEP);
    return names;
  }

  /** The operation that the fields tell of; null if there was something to complain of. */
  static @Nullable Operation read(Fields fields) {
    Function<Fields, Operation> rest = fields.choice("op", BY_NAME);
    if (rest == null) {
      return null;
    }
    Operation operation = rest.apply(fields);
    fields.refuseUnknown();
    return fields.areGood() ? operation : null;
  }

  private static long duration(Fields fields) {
    return fields.number(DURATION, 0, Long.MAX_VALUE);
  }

  /** What the kernel refuses, it refuses itself. */
  private static long any(Fields fields, String name) {
    return fields.number(name, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static int int32(Fields fields, String name) {
    return (int) fields.number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static Operation tscJump(Fields fields) {
    return new Operation.TscJump(
        any(fields, DURATION),
        fields.flag("tick_pending", true),
        fields.flag("guest_stopped", false));
  }

  private static Operation suspendResume(Fields fields) {
    return new Operation.SuspendResume(
        any(fields, "sleep_ns"),
        fields.numberOrNull("persistent_clock_s", 0, Long.MAX_VALUE / 1_000_000_000L));
  }

  /** A field that the caller leaves out is 0, as in a struct that was cleared. */
  private static Operation adjtimex(Fields fields) {
    return new Operation.Adjtimex(
        new AdjtimexCall(
            (int) fields.number("modes", 0, Integer.MAX_VALUE),
            zeroOrAny(fields, "offset"),
            zeroOrAny(fields, "freq"),
            zeroOrAny(fields, "maxerror"),
            zeroOrAny(fields, "esterror"),
            (int) fields.number("status", Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
            zeroOrAny(fields, "constant"),
            zeroOrAny(fields, "tick"),
            zeroOrAny(fields, "time_ns")));
  }

  private static long zeroOrAny(Fields fields, String name) {
    return fields.number(name, Long.MIN_VALUE, Long.MAX_VALUE, 0);
  }

  private static Operation notice(Fields fields) {
    return new Operation.NoticeShown(
        fields.number("sequence", 0, Long.MAX_VALUE),
        any(fields, "remaining_ns"),
        fields.flag("compensated", false),
        Objects.requireNonNullElse(
            fields.choice("inject_as", INJECT_AS, "offset"), InjectAs.OFFSET));
  }
}
