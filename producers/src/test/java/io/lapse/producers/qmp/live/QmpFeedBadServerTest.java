package io.lapse.producers.qmp.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.HostEvent;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a feed makes of a socket that says what QEMU does not. */
@Timeout(60)
@SuppressWarnings("try") // A feed is only there to run.
class QmpFeedBadServerTest {
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

  private FakeQemu qemu() throws IOException {
    return new FakeQemu(socket, 7, T);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2", "{", "{\"return\": {}}", "\u0000\u0001"})
  void run_reportsAServerThatIsNotQemu_onceForAllAttempts(String first) throws Exception {
    try (FakeQemu qemu = qemu();
        LiveFeed feed = feed()) {
      for (int attempt = 0; attempt < 3; attempt++) {
        try (FakeQemu.Client client = qemu.accept()) {
          client.say(first);
          assertThat(client.isLeft()).isTrue();
        }
      }
      desk.awaitDown("not QEMU");

      assertThat(desk.problems()).hasSize(1);
      assertThat(desk.problems().get(0))
          .startsWith("vm1.sock:1: not QEMU: expected the greeting {\"QMP\": ...} first, found ");
    }
  }

  @Test
  void run_backsOff_whereCapabilitiesAreRefused() throws Exception {
    try (FakeQemu qemu = qemu();
        LiveFeed feed = feed()) {
      try (FakeQemu.Client client = qemu.accept()) {
        client.greet();
        client.refuse("qmp_capabilities", "no such thing");
        desk.awaitDown("qmp_capabilities is refused: no such thing");
      }

      try (FakeQemu.Client client = qemu.accept()) {
        client.begin("running");
        desk.awaitUps(1);
      }
    }
  }

  @Test
  void run_worksWithAQemu_thatKnowsNoneOfTheQuestions() throws Exception {
    try (FakeQemu qemu = qemu();
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      client.greet();
      client.answer("qmp_capabilities", "{}");
      client.refuse("migrate-set-capabilities", "unknown");
      client.refuse("query-cpus-fast", "unknown");
      client.refuse("query-status", "unknown");
      client.refuse("query-migrate", "unknown");

      client.event("STOP", T);
      desk.awaitEvents(1);

      assertThat(desk.events().get(0)).isInstanceOf(HostEvent.Stopped.class);
    }
  }

  @Test
  void run_reportsALineThatIsCutOff_andReadsOn() throws Exception {
    try (FakeQemu qemu = qemu();
        LiveFeed feed = feed()) {
      try (FakeQemu.Client client = qemu.accept()) {
        client.begin("running");
        desk.awaitUps(1);
        client.write(FakeQemu.eventLine("STOP", "{}", T).substring(0, 30));
      }

      try (FakeQemu.Client client = qemu.accept()) {
        client.begin("running");
        client.event("STOP", T + 5);
        desk.awaitEvents(1);
      }

      assertThat(desk.problems())
          .containsExactly("vm1.sock:7: cut off: expected a whole line of QMP");
    }
  }

  @Test
  void run_refusesALineTooLongToKeep_andTakesTheNext() throws Exception {
    try (FakeQemu qemu = qemu();
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      client.begin("running");

      client.say("{\"event\": \"" + "x".repeat(2 << 20) + "\"}");
      client.event("STOP", T);
      desk.awaitEvents(1);

      assertThat(desk.problems())
          .containsExactly(
              "vm1.sock:7: longer than 1048576 bytes: expected one QMP message a line");
    }
  }

  @Test
  void run_givesUpAConnection_thatSaysNothingButGarbage() throws Exception {
    try (FakeQemu qemu = qemu();
        LiveFeed feed = feed()) {
      try (FakeQemu.Client client = qemu.accept()) {
        client.begin("running");
        for (int line = 0; line < 101; line++) {
          client.say("garbage");
        }
        assertThat(client.isLeft()).isTrue();
      }
      desk.awaitDown("not QEMU: 101 lines in a row were refused");

      assertThat(desk.problems()).hasSize(102);
    }
  }

  @Test
  void run_givesUpAConnection_thatTalksButDoesNotAnswer() throws Exception {
    try (FakeQemu qemu = qemu();
        LiveFeed feed = feed();
        FakeQemu.Client client = qemu.accept()) {
      client.greet();
      try {
        String line = FakeQemu.eventLine("STOP", "{\"x\": \"" + "x".repeat(100_000) + "\"}", T);
        for (int i = 0; i < 100; i++) {
          client.say(line);
        }
      } catch (IOException e) {
        // It left in mid-sentence, as it should.
      }

      desk.awaitDown("not QEMU: more than 4194304 bytes before it answers");
      assertThat(desk.events()).isEmpty();
    }
  }
}
