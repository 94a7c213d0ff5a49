package io.lapse.guestkernel.scenario;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clocks;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays a scenario on an emulated kernel, operation by operation. */
public final class Emulation {
  /**
   * How the guest stands after an operation.
   *
   * @param clocks what a program reads then
   * @param ntp what a plain adjtimex would say
   * @param callReturn what the operation returned, if it is a system call: the clock state, or 0;
   *     null for any other, and where it failed
   * @param error the kernel's answer to a call that it refused, such as {@code EINVAL}; else null
   */
  public record Outcome(
      Clocks clocks, AdjtimexReply ntp, @Nullable Integer callReturn, @Nullable String error) {}

  private final GuestKernel kernel;

  private Emulation(GuestKernel kernel) {
    this.kernel = kernel;
  }

  public static Emulation of(Scenario scenario) {
    return new Emulation(GuestKernel.started(scenario.start()));
  }

  /**
   * Performs an operation.
   *
   * @param effects gets what it did, in order; an operation that ran for long does much
   * @throws ArithmeticException if its numbers do not fit 64 bits; nothing happened then
   */
  public Outcome perform(Operation operation, Consumer<Effect> effects) {
    Call call = operation.match(new Performing(kernel, effects));
    return new Outcome(kernel.clocks(), kernel.ntp(), call.returned(), call.error());
  }

  /** What an operation returned to the program that called it. */
  record Call(@Nullable Integer returned, @Nullable String error) {
    static final Call NONE = new Call(null, null);

    static Call of(OptionalInt result) {
      return result.isPresent() ? new Call(result.getAsInt(), null) : new Call(null, "EINVAL");
    }
  }
}
