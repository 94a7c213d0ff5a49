package io.lapse.producers.qmp.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("try") // A feed is only there to run.
class QmpFeedTest {
  private static final long T = 1_795_940_800L;

  @TempDir private Path folder;

  private final RecordingDesk desk = new RecordingDesk();
  private Path socket = Path.of("");

  @BeforeEach
  void nameTheSocket() {
    socket = folder.resolve("qmp.sock");
  }

  private LiveFeed feed() {
    return new LiveFeed(FakeQemu.address(socket), desk);
  }

  private FakeQemu qemu(int thread) throws IOException {
    return new FakeQemu(socket, thread, T);
  }

  @Test
  void run_tellsStopsAndRestarts_asTheyHappen() throws Exception {
    try (FakeQemu qemu = qemu(7);
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      client.begin("running");
      desk.awaitUps(1);

      client.event("STOP", T + 1);
      client.event("RESUME", T + 2);
      desk.awaitEvents(2);

      assertThat(desk.events().get(0))
          .isInstanceOfSatisfying(
              HostEvent.Stopped.class,
              stopped -> assertThat(stopped.reason()).isEqualTo(StopReason.UNKNOWN));
      assertThat(desk.events().get(1))
          .isInstanceOfSatisfying(
              HostEvent.Restarted.class,
              restarted -> assertThat(restarted.mode()).isEqualTo(RestartMode.CONTINUED));
      assertThat(secondsBetween(desk.events().get(0), desk.events().get(1))).isEqualTo(1);
      assertThat(desk.problems()).isEmpty();
    }
  }

  @Test
  void run_asksForTheDowntime_afterTheGuestHasLeft() throws Exception {
    try (FakeQemu qemu = qemu(7);
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      client.begin("running");

      client.migration("setup", T);
      client.event("STOP", T + 1);
      client.migration("completed", T + 2);
      client.answer("query-migrate", "{\"status\": \"completed\", \"downtime\": 7}");
      desk.awaitEvents(4);

      assertThat(desk.events().get(1))
          .isInstanceOfSatisfying(
              HostEvent.Stopped.class,
              stopped -> assertThat(stopped.reason()).isEqualTo(StopReason.MIGRATE));
      assertThat(desk.events().get(3))
          .isInstanceOfSatisfying(
              HostEvent.Migration.class,
              moved -> {
                assertThat(moved.role()).isEqualTo(MigrationRole.SOURCE);
                assertThat(moved.downtimeNanos()).isEqualTo(7_000_000L);
              });
    }
  }

  @Test
  void run_asksAgain_whileQemuHasNotAddedUpItsFigures() throws Exception {
    try (FakeQemu qemu = qemu(7);
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      client.begin("running");

      client.migration("setup", T);
      client.event("STOP", T + 1);
      client.migration("completed", T + 2);
      String early = "{\"status\": \"completed\", \"total-time\": 0, \"downtime\": 0}";
      client.answer("query-migrate", early);
      client.answer("query-migrate", early);
      client.answer(
          "query-migrate", "{\"status\": \"completed\", \"total-time\": 12, \"downtime\": 5}");
      desk.awaitEvents(4);

      assertThat(desk.events()).hasSize(4);
      assertThat(((HostEvent.Migration) desk.events().get(3)).downtimeNanos())
          .isEqualTo(5_000_000L);
    }
  }

  @Test
  void run_takesAStopForAMigrations_whereItConnectedInTheMidstOfIt() throws Exception {
    try (FakeQemu qemu = qemu(7);
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      client.greet();
      client.answer("qmp_capabilities", "{}");
      client.refuse("migrate-set-capabilities", "There's a migration process in progress");
      client.answerCpus();
      client.answerStatus("running");
      client.answer("query-migrate", "{\"status\": \"active\", \"total-time\": 12}");
      client.event("STOP", T + 1);
      desk.awaitEvents(1);

      assertThat(((HostEvent.Stopped) desk.events().get(0)).reason()).isEqualTo(StopReason.MIGRATE);
      assertThat(desk.problems())
          .containsExactly(
              "vm1.sock:3: warning: migrations are not told before QEMU allows it: There's a"
                  + " migration process in progress");
      client.answer("migrate-set-capabilities", "{}");
    }
  }

  @Test
  void run_keepsWhatComesBetweenTheAnswers() throws Exception {
    try (FakeQemu qemu = qemu(7);
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      client.greet();
      client.answer("qmp_capabilities", "{}");
      client.event("STOP", T + 1);
      client.answer("migrate-set-capabilities", "{}");
      client.answerCpus();
      client.event("RESUME", T + 2);
      client.answerStatus("running");
      client.event("STOP", T + 3);
      client.answer("query-migrate", "{}");
      desk.awaitEvents(3);

      assertThat(desk.events())
          .hasOnlyElementsOfTypes(HostEvent.Stopped.class, HostEvent.Restarted.class);
      assertThat(desk.problems()).isEmpty();
    }
  }

  @Test
  void run_waitsForAGreetingThatIsLate_andSaysSo() throws Exception {
    try (FakeQemu qemu = qemu(7);
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      desk.awaitDown("no greeting: a monitor of QEMU serves one client at a time");

      client.begin("running");
      desk.awaitUps(1);

      assertThat(desk.problems()).isEmpty();
    }
  }

  @Test
  void run_endsWhenItIsInterrupted_whateverTheSocketDoes() throws Exception {
    try (FakeQemu qemu = qemu(7)) {
      LiveFeed feed = feed();
      try (FakeQemu.Client silent = qemu.accept()) {
        feed.close();

        assertThat(silent.isLeft()).isTrue();
      }
    }
    LiveFeed withoutServer = feed();
    desk.awaitDown("Connection refused");
    withoutServer.close();
  }

  @Test
  void run_waitsForASocketThatIsNotThereYet() throws Exception {
    try (LiveFeed feed = feed()) {
      desk.awaitDown("No such file");

      try (FakeQemu qemu = qemu(7);
          FakeQemu.Client client = qemu.accept()) {
        client.begin("running");
        desk.awaitUps(1);
      }
    }

    assertThat(desk.problems()).isEmpty();
  }

  private static long secondsBetween(LedgerInput first, LedgerInput second) {
    return (second.stamp().at().nanos() - first.stamp().at().nanos()) / 1_000_000_000L;
  }
}
