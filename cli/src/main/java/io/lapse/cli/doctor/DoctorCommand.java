package io.lapse.cli.doctor;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.streamsapp.topics.Judgement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse doctor}: what stands in the way of a ledger that can be trusted. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at brokers, topics, permissions, the application, the hosts' clocks and the"
          + " quarantine, and says what to do. It changes nothing.",
      "Says the smallest threshold that the hosts' clocks can decide.",
      "Exits with 1 if anything fails."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = "lapse-ledger",
      description = "The application's application.id. Default: ${DEFAULT-VALUE}")
  private String applicationId = "lapse-ledger";

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Reads the last N host events, and of the quarantine, of each partition. Default:"
              + " ${DEFAULT-VALUE}")
  private int last = 1_000;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public DoctorCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (last < 1) {
      throw new ParameterException(
          spec.commandLine(), "--last: expected a number above 0: " + last);
    }
    Diagnosis diagnosis =
        new Diagnosis(cluster, applicationId, last, System.currentTimeMillis()).run();
    spec.commandLine()
        .getOut()
        .print(json ? DiagnosisJson.line(diagnosis) + "\n" : DiagnosisText.render(diagnosis));
    boolean fails =
        diagnosis.checks().stream().anyMatch(check -> check.judgement() == Judgement.FAIL);
    return fails ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
