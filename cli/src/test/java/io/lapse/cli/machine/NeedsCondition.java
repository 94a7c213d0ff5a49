package io.lapse.cli.machine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Judges {@link Needs}. */
final class NeedsCondition implements ExecutionCondition {
  private final String required;

  NeedsCondition() {
    this(Objects.requireNonNullElse(System.getenv("LAPSE_REQUIRE"), ""));
  }

  /**
   * @param required what may not be left out, separated by commas
   */
  NeedsCondition(String required) {
    this.required = required;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<Needs> needs =
        context
            .getElement()
            .flatMap(element -> AnnotationSupport.findAnnotation(element, Needs.class));
    for (Machine needed : needs.map(Needs::value).orElse(new Machine[0])) {
      Optional<String> missing = needed.missing();
      if (missing.isPresent()) {
        return leaveOut(context.getDisplayName(), needed.word(), missing.get());
      }
    }
    return ConditionEvaluationResult.enabled("the machine has what it needs");
  }

  ConditionEvaluationResult leaveOut(String test, String word, String reason) {
    if (List.of(required.split(",", -1)).contains(word)) {
      throw new IllegalStateException(
          test + " may not be left out, says LAPSE_REQUIRE=" + required + ": " + reason);
    }
    System.out.println("left out: " + test + ": " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
