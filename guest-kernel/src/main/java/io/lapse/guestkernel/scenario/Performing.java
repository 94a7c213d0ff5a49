package io.lapse.guestkernel.scenario;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.scenario.Emulation.Call;
import java.util.function.Consumer;

/** What each operation is to a kernel. */
final class Performing implements Operation.Cases<Call> {
  private final GuestKernel kernel;
  private final Consumer<Effect> effects;

  Performing(GuestKernel kernel, Consumer<Effect> effects) {
    this.kernel = kernel;
    this.effects = effects;
  }

  @Override
  public Call run(Operation.Run operation) {
    kernel.run(operation.durationNanos(), effects);
    return Call.NONE;
  }

  @Override
  public Call tscJump(Operation.TscJump operation) {
    kernel.jumpCounter(
        operation.durationNanos(), operation.tickPending(), operation.guestStopped(), effects);
    return Call.NONE;
  }

  @Override
  public Call pause(Operation.Pause operation) {
    return Call.NONE; // The guest sees nothing of it.
  }

  @Override
  public Call suspendResume(Operation.SuspendResume operation) {
    kernel.resume(operation.sleepNanos(), effects);
    return Call.NONE;
  }

  @Override
  public Call injectOffset(Operation.InjectOffset operation) {
    return Call.of(kernel.adjtimex(AdjtimexCall.setOffset(operation.offsetNanos()), effects));
  }

  @Override
  public Call injectSleep(Operation.InjectSleep operation) {
    kernel.injectSleeptime(operation.sleepNanos(), effects);
    return Call.NONE;
  }

  @Override
  public Call setTime(Operation.SetTime operation) {
    return Call.of(kernel.setTime(operation.realtimeNanos(), effects));
  }

  @Override
  public Call adjtimex(Operation.Adjtimex operation) {
    return Call.of(kernel.adjtimex(operation.call(), effects));
  }

  @Override
  public Call setTaiOffset(Operation.SetTaiOffset operation) {
    return Call.of(kernel.adjtimex(AdjtimexCall.tai(operation.taiOffsetSeconds()), effects));
  }

  @Override
  public Call read(Operation.Read operation) {
    kernel.readTimers(operation.timers(), operation.gettime(), effects);
    return Call.NONE;
  }

  @Override
  public Call counterChange(Operation.CounterChange operation) {
    kernel.changeCounter(operation.frequencyPpb());
    return Call.NONE;
  }

  @Override
  public Call notice(Operation.NoticeShown operation) {
    kernel.notice(operation.sequence(), operation.remainingNanos(), operation.injectAs(), effects);
    return Call.NONE;
  }
}
