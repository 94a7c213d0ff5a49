package io.lapse.ledger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Counts the tries of each property that held; a try that an assumption ends is none. */
public final class CountedTries implements AroundTryHook {
  private static final Map<String, Long> HELD = new ConcurrentHashMap<>();

  /** The count of a property, which starts again from 0. */
  static long take(String className, String methodName) {
    Long held = HELD.remove(className + '#' + methodName);
    return held == null ? 0 : held;
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
    TryExecutionResult result = aTry.execute(parameters);
    if (result.status() == TryExecutionResult.Status.SATISFIED) {
      String property = context.containerClass().getName() + '#' + context.targetMethod().getName();
      HELD.merge(property, 1L, Long::sum);
    }
    return result;
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
