package io.lapse.cli.machine;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Judges {@link Needs}. */
final class NeedsCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<Needs> needs =
        context
            .getElement()
            .flatMap(element -> AnnotationSupport.findAnnotation(element, Needs.class));
    for (Machine needed : needs.map(Needs::value).orElse(new Machine[0])) {
      Optional<String> missing = needed.missing();
      if (missing.isPresent()) {
        return leaveOut(
            Required.ofEnvironment(), context.getDisplayName(), needed.word(), missing.get());
      }
    }
    return ConditionEvaluationResult.enabled("the machine has what it needs");
  }

  static ConditionEvaluationResult leaveOut(
      Required required, String test, String word, String reason) {
    required.leaveOut(test, word, reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
