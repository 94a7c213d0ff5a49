package io.lapse.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Named questions whose answers say whether a part is well. It is well if all of them are. Asked
 * anew each time, by any thread.
 */
public final class Health {
  private final List<Check> checks;

  private Health(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /** Nothing is asked: always well. */
  public static Health unquestioned() {
    return new Health(List.of());
  }

  /**
   * With one more question.
   *
   * @param trouble what is wrong, in words; null if nothing is
   */
  public Health with(String name, Supplier<@Nullable String> trouble) {
    Objects.requireNonNull(name, "name");
    List<Check> more = new ArrayList<>(checks);
    more.add(new Check(name, trouble));
    return new Health(more);
  }

  /** All answers, in the order of the questions. */
  public List<Finding> look() {
    return checks.stream().map(check -> new Finding(check.name(), check.trouble().get())).toList();
  }

  private record Check(String name, Supplier<@Nullable String> trouble) {}

  /**
   * One answer.
   *
   * @param trouble what is wrong; null if nothing is
   */
  public record Finding(String name, @Nullable String trouble) {
    public boolean isWell() {
      return trouble == null;
    }
  }
}
