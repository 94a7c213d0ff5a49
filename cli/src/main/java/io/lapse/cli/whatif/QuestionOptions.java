package io.lapse.cli.whatif;

import io.lapse.cli.replay.PriorsOption;
import io.lapse.cli.text.Instants;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.TimerPrior;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.wallclock.NtpDaemon;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is to be found out. */
final class QuestionOptions {
  @Option(
      names = "--thresholds",
      paramLabel = "DURATION,...",
      defaultValue = Thresholds.DEFAULT,
      description = "Each T to try. Default: ${DEFAULT-VALUE}.")
  private String thresholds = Thresholds.DEFAULT;

  @Option(
      names = "--policy",
      paramLabel = "KEY=VALUE,...|FILE",
      description =
          "What to judge by, as for replay; may be repeated: each is compared with the first."
              + " Default: what is built in; of a cluster, the policies of its topic.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Leaves out outages that stopped before: RFC 3339, or tai:NANOS.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "Leaves out outages that stopped then or later.")
  private @Nullable String to;

  @Option(
      names = "--priors",
      paramLabel = "FILE",
      description =
          "What guests of a class usually have armed, as lapse priors writes it: for guests without"
              + " an inventory.")
  private @Nullable Path priors;

  @Option(
      names = "--ntp-daemon",
      paramLabel = "chrony|ntpd|timesyncd",
      defaultValue = "chrony",
      description =
          "What keeps the time of guests whose profile does not say. Default: ${DEFAULT-VALUE}.")
  private String daemon = "chrony";

  /** Picocli makes it. */
  QuestionOptions() {}

  /** Whether the policies are stated: then the usual ones need not be asked for. */
  boolean statesPolicies() {
    return !policies.isEmpty();
  }

  /**
   * The question.
   *
   * @param usual the policies that hold if none are stated
   * @throws ParameterException if an option is none
   */
  Question question(CommandLine command, PolicySet usual) {
    List<Long> nanos = parsed(command, "--thresholds", thresholds, Thresholds::parse);
    Map<String, TimerPrior> known = PriorsOption.read(command, priors);
    List<PolicySet> sets =
        parsed(command, "--policy", policies, texts -> PolicySets.of(texts, usual, known));
    TaiInstant begin = from == null ? null : parsed(command, "--from", from, Instants::parse);
    TaiInstant end = to == null ? null : parsed(command, "--to", to, Instants::parse);
    if (begin != null && end != null && !begin.isBefore(end)) {
      throw new ParameterException(command, "--to: expected an instant after --from: " + to);
    }
    return new Question(sets, nanos, new Models(daemon(command)), begin, end);
  }

  private NtpDaemon daemon(CommandLine command) {
    return NtpDaemon.of(daemon)
        .orElseThrow(
            () ->
                new ParameterException(
                    command,
                    "--ntp-daemon: expected one of "
                        + Arrays.stream(NtpDaemon.values())
                            .map(NtpDaemon::word)
                            .collect(Collectors.joining(", "))
                        + ": '"
                        + daemon
                        + "'"));
  }

  private static <T, R> R parsed(
      CommandLine command, String option, T text, Function<T, R> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, option + ": " + e.getMessage(), e);
    }
  }
}
