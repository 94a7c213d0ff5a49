package io.lapse.cli.priors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The timers of one guest stand in for those of another one of its class. */
class PriorsCommandTest {
  private static final Path KNOWN = Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json");

  /** A guest that was advanced by 60 s, and told nothing of itself. */
  private static final String SILENT =
      """
      {"kind":"stopped","guest":"silent","host":"h0","tai_ns":1795383006331253000,"reason":"migrate"}
      {"kind":"restarted","guest":"silent","host":"h1","tai_ns":1795383428186698000,"mode":"incoming","compensated_ns":60000740700}
      """;

  @TempDir private Path folder;

  private Path priors() {
    return folder.resolve("priors.avro");
  }

  private Cli.Result replay(Object... more) throws IOException {
    Path silent = Files.writeString(folder.resolve("silent.jsonl"), SILENT);
    Object[] words = {"replay", "--input", "format=jsonl,path=" + silent, "--json"};
    Object[] all = new Object[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Cli.run(all);
  }

  @Test
  void priors_areCollectedByClass_andStandIn() throws IOException {
    Cli.Result collected = Cli.run("priors", "--manifest", KNOWN, "--out", priors());

    assertThat(collected.exitCode()).as(collected.err()).isZero();
    assertThat(collected.out())
        .isEqualTo(
            """
            class    guests  timers: least  median  most
            -------  ------  -------------  ------  ----
            default       1            166     166   166
            """);
    assertThat(replay().out()).contains("\"expired\":null");
    assertThat(replay("--priors", priors()).out())
        .contains("\"basis\":\"PRIOR\"")
        .contains("\"expired\":{\"monotonic\":{\"low\":31,\"expected\":31,\"high\":31,");
  }

  @Test
  void ledgerWithPriors_holdsAgainstItsInputs_withThemOnly() throws IOException {
    Cli.run("priors", "--manifest", KNOWN, "--out", priors());
    replay("--priors", priors(), "--out", folder);
    Path manifest =
        Files.writeString(
            folder.resolve("manifest.json"),
            "{\"inputs\":[{\"format\":\"jsonl\",\"path\":\"silent.jsonl\"}]}");
    Path ledger = folder.resolve("ledger.jsonl");

    Cli.Result without = Cli.run("verify-ledger", ledger, "--inputs", manifest);
    Cli.Result with = Cli.run("verify-ledger", ledger, "--inputs", manifest, "--priors", priors());

    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("expired is");
    assertThat(with.exitCode()).as(with.err()).isZero();
  }

  @Test
  void json_isALineAClass() {
    Cli.Result collected = Cli.run("priors", "--manifest", KNOWN, "--out", priors(), "--json");

    assertThat(collected.out())
        .isEqualTo(
            "{\"class\":\"default\",\"guests\":1,\"timers_least\":166,\"timers_median\":166,"
                + "\"timers_most\":166}\n");
  }

  @Test
  void withoutAnInventory_nothingIsWritten() {
    Cli.Result collected =
        Cli.run("priors", "--manifest", Cli.manifest("C_live6"), "--out", priors());

    assertThat(collected.exitCode()).isEqualTo(1);
    assertThat(collected.err()).contains("no inventory could be read; expected at least one");
    assertThat(priors()).doesNotExist();
  }

  @Test
  void replay_withAFileThatHoldsNone_isWrongUsage() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "none");

    assertThat(replay("--priors", text).exitCode()).isEqualTo(2);
    assertThat(replay("--priors", text).err()).contains("--priors: " + text + ": not an Avro");
    assertThat(replay("--priors", folder.resolve("gone")).err())
        .contains("no such file: expected one that lapse priors wrote");
  }
}
