package io.lapse.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test has topics of its own, under its own prefix. */
class TopicsCommandIT {
  private static EmbeddedBroker broker;
  private static Admin admin;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  private static Cli.Result topics(String action, String prefix, Object... more) {
    Object[] args = new Object[6 + more.length];
    List<Object> first =
        List.of(
            "topics", action, "--bootstrap-server", broker.bootstrapServers(), "--prefix", prefix);
    System.arraycopy(first.toArray(), 0, args, 0, first.size());
    System.arraycopy(more, 0, args, first.size(), more.length);
    return Cli.run(args);
  }

  @Test
  void create_makesWhatIsMissing_andLeavesWhatIsThere() throws Exception {
    NewTopic alerts = new NewTopic("part.alerts", 2, (short) 1);
    admin.createTopics(List.of(alerts)).all().get();

    Cli.Result created = topics("create", "part.");

    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(created.out())
        .isEqualTo(
            """
            topic                 partitions  replicas
            --------------------  ----------  --------  ---------
            part.alerts                    2         1  was there
            part.guest-events              2         1  created
            part.guest-notices             2         1  created
            part.guest-profiles            2         1  created
            part.guest-reactions           2         1  created
            part.host-events               2         1  created
            part.host-keys                 1         1  created
            part.ledger                    2         1  created
            part.policies                  1         1  created
            part.quarantine                2         1  created
            """);
    assertThat(created.err()).isEmpty();
  }

  @Test
  void create_withOtherPartitionsThanThoseThere_makesNothing() throws Exception {
    admin.createTopics(List.of(new NewTopic("odd.ledger", 2, (short) 1))).all().get();

    Cli.Result created = topics("create", "odd.", "--partitions", 4);

    assertThat(created.exitCode()).isEqualTo(1);
    assertThat(created.err())
        .isEqualTo("lapse: --partitions: expected 2, which odd.ledger has: 4\n");
    assertThat(admin.listTopics().names().get())
        .filteredOn(name -> name.startsWith("odd."))
        .containsExactly("odd.ledger");
  }

  @Test
  void create_withMoreReplicasThanBrokers_saysWhatTheClusterSays() {
    Cli.Result created = topics("create", "many.", "--replication-factor", 3);

    assertThat(created.exitCode()).isEqualTo(1);
    assertThat(created.err())
        .startsWith("lapse: cannot create many.")
        .contains("InvalidReplicationFactorException");
  }

  @Test
  void check_ofCreatedTopics_warnsOfFewReplicas_andSucceeds() {
    topics("create", "new.", "--partitions", 3);

    Cli.Result checked = topics("check", "new.");

    assertThat(checked.exitCode()).as(checked.err()).isZero();
    assertThat(checked.out())
        .contains(
            "new.host-events      min.insync.replicas  2 of 3 replicas  1      WARN\n",
            "  ! min.insync.replicas: with 1 of 3 replicas a lost broker may stop the ledger or"
                + " lose records\n")
        .endsWith(", 10 warnings, 0 failures\n")
        .doesNotContain("OK");
  }

  @Test
  void check_ofAll_showsEverySetting() {
    topics("create", "all.", "--partitions", 3);

    Cli.Result checked = topics("check", "all.", "--all");

    assertThat(checked.out())
        .containsPattern("all.ledger +partitions +3 +3 +OK\n")
        .containsPattern("all.ledger +retention.ms +-1 +-1 +OK\n")
        .containsPattern("all.quarantine +max.message.bytes +at least 16777216 +16777216 +OK\n");
  }

  @Test
  void check_ofTopicsThatLoseData_fails() throws Exception {
    topics("create", "bad.", "--partitions", 3);
    set("bad.ledger", "retention.ms", "604800000");
    set("bad.host-events", "cleanup.policy", "compact");

    Cli.Result checked = topics("check", "bad.");

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out())
        .containsPattern("bad.ledger +retention.ms +-1 +604800000 +FAIL\n")
        .containsPattern("bad.host-events +cleanup.policy +delete +compact +FAIL\n")
        .contains("  ! cleanup.policy: compaction removes all records of a guest but the latest\n")
        .endsWith(", 10 warnings, 2 failures\n");
  }

  @Test
  void create_overTopicsThatLoseData_changesNothing_andFails() throws Exception {
    topics("create", "kept.", "--partitions", 3);
    set("kept.ledger", "retention.ms", "604800000");

    Cli.Result created = topics("create", "kept.");

    assertThat(created.exitCode()).isEqualTo(1);
    assertThat(created.err())
        .contains("kept.ledger: retention.ms is 604800000, expected -1\n")
        .contains("what is there was left as it is");
  }

  private static void set(String topic, String setting, String value) throws Exception {
    AlterConfigOp change =
        new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    admin
        .incrementalAlterConfigs(
            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change)))
        .all()
        .get();
  }

  @Test
  void check_asJson_hasALineForEachSetting() throws Exception {
    Cli.Result checked = topics("check", "none.", "--json");

    assertThat(checked.exitCode()).isEqualTo(1);
    List<String> lines = checked.out().lines().toList();
    assertThat(lines).hasSize(10);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("topic").asText()).isEqualTo("none.host-events");
    assertThat(first.get("setting").asText()).isEqualTo("topic");
    assertThat(first.get("found").asText()).isEqualTo("missing");
    assertThat(first.get("judgement").asText()).isEqualTo("FAIL");
  }

  @Test
  void cluster_thatDoesNotAnswer_isNamed() throws Exception {
    Path impatient =
        Files.writeString(
            folder.resolve("client.properties"),
            "default.api.timeout.ms=500\nrequest.timeout.ms=300\n");

    Cli.Result checked =
        Cli.run(
            "topics", "check", "--bootstrap-server", "127.0.0.1:1", "--command-config", impatient);

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.err()).startsWith("lapse: ").contains("TimeoutException").hasLineCount(1);
  }

  @Test
  void commandConfig_isHandedToKafka() throws Exception {
    Path wrong =
        Files.writeString(folder.resolve("client.properties"), "security.protocol=NONE_SUCH\n");

    Cli.Result checked = topics("check", "any.", "--command-config", wrong);

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.err()).contains("security.protocol").hasLineCount(1);
  }

  @Test
  void commandConfig_thatIsNotThere_isWrongUsage() {
    Cli.Result checked = topics("check", "any.", "--command-config", folder.resolve("none"));

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err()).contains("--command-config").contains("none");
  }

  @Test
  void noAction_isWrongUsage() {
    Cli.Result result = Cli.run("topics");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("expected create or check");
  }
}
