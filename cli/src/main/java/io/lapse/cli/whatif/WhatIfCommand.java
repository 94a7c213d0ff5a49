package io.lapse.cli.whatif;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.cli.whatif.gather.Gathering;
import io.lapse.cli.whatif.history.Findings;
import io.lapse.cli.whatif.history.History;
import io.lapse.cli.whatif.history.PolicyTopic;
import io.lapse.cli.whatif.kernel.KernelChecks;
import io.lapse.cli.whatif.profiles.ProfileFiles;
import io.lapse.cli.whatif.profiles.ToldProfiles;
import io.lapse.ledger.account.Rules;
import io.lapse.whatif.cost.CostFunction;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.report.JsonReport;
import io.lapse.whatif.report.Provenance;
import io.lapse.whatif.report.Report;
import io.lapse.whatif.report.TextReport;
import io.lapse.whatif.sweep.Count;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.WhatIf;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lapse whatif}: what each threshold would have done. */
@Command(
    name = "whatif",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sweeps a history over thresholds and policies: what each would have compensated, injected,"
          + " fired at once, stepped and left wrong.",
      "Nothing is weighed unless you say what it costs: without --cost it shows the curves, and"
          + " which thresholds no other beats in everything."
    })
public final class WhatIfCommand implements Callable<Integer> {
  private static final int COLUMNS = 120;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private SourceOptions source = new SourceOptions();

  @Mixin private QuestionOptions asked = new QuestionOptions();

  @Option(
      names = "--profiles",
      paramLabel = "FILE",
      description =
          "What you know of guests that told nothing: a profile (.json, with its guest), or events"
              + " (.jsonl, .avro); or guest=G,format=F,path=P. May be repeated.")
  private List<String> profiles = new ArrayList<>();

  @Mixin private CostOptions costs = new CostOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes report.html, report.json and report.csv there.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the report as JSON, not as a table.")
  private boolean json;

  @Option(
      names = "--spill-dir",
      paramLabel = "DIR",
      description = "Where to put events that do not fit into memory. Default: java.io.tmpdir.")
  private Path spillFolder = Path.of(System.getProperty("java.io.tmpdir"));

  /** Picocli makes it, and sets its spec before it is called. */
  @SuppressWarnings("NullAway.Init")
  public WhatIfCommand() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    long startNanos = System.nanoTime();
    PrintWriter err = spec.commandLine().getErr();
    CostFunction cost = costs.function(spec.commandLine());
    List<Figure> axes = costs.axes(spec.commandLine());
    History history = source.history(spec);
    Question question = asked.question(spec.commandLine(), usualPolicies(err));
    ReportFolder folder = out == null ? null : ReportFolder.prepare(out);
    ToldProfiles told = ProfileFiles.read(profiles, err::println);

    Gathering.Result result = gather(history, question, told);
    Findings findings = result.findings();
    Messages.tell(findings, told, err);
    requireSome(result.answer(), findings);
    Provenance provenance =
        new Provenance(
            history.sources(), findings.refused(), result.handling(), findings.missing());
    Report report =
        new Report(
            result.answer(),
            provenance,
            cost,
            axes,
            KernelChecks.of(result.answer().worstBursts()));
    print(report, folder);
    err.println(Messages.summary(report, System.nanoTime() - startNanos));
    return provenance.isPartial() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** What a cluster goes by is what would have gone on there. */
  private PolicySet usualPolicies(PrintWriter err) throws InterruptedException {
    ClusterOptions cluster = source.cluster().orElse(null);
    if (cluster == null || asked.statesPolicies()) {
      return PolicySets.builtIn();
    }
    PolicyTopic.Content content = PolicyTopic.read(cluster);
    content.findings().messages().forEach(err::println);
    return content.policies().isEmpty()
        ? PolicySets.builtIn()
        : new PolicySet(cluster.topics().policies().name(), Rules.DEFAULT.with(content.policies()));
  }

  private Gathering.Result gather(History history, Question question, ToldProfiles told)
      throws InterruptedException {
    try (Progress progress = Progress.begin(spec.commandLine().getErr())) {
      return new Gathering(question, told, progress.watch(), spillFolder).run(history);
    } catch (OutOfMemoryError e) {
      throw new Failure("out of memory; expected more heap, as in LAPSE_OPTS=-Xmx4g", e);
    }
  }

  private static void requireSome(WhatIf answer, Findings findings) {
    if (answer.coverage().of(Count.ACCEPTED) == 0) {
      throw new Failure(
          "the history is empty: "
              + answer.coverage().of(Count.EVENTS)
              + " events were read, and none of them can be taken; "
              + findings.refused()
              + " lines, records or files were refused; expected at least one event");
    }
  }

  private void print(Report report, @Nullable ReportFolder folder) throws IOException {
    PrintWriter stdout = spec.commandLine().getOut();
    if (folder != null) {
      folder.write(report);
    }
    if (json) {
      JsonReport.write(report, stdout);
    } else {
      stdout.print(TextReport.render(report, COLUMNS));
    }
  }
}
