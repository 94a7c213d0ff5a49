package io.lapse.producers.qmp.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a feed says where it has not seen everything. */
@Timeout(60)
@SuppressWarnings("try") // A feed is only there to run.
class QmpFeedReconnectTest {
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

  /** A life of a process, from a connection to its end. */
  private void live(int thread, long madeAtSeconds, Life life) throws Exception {
    try (FakeQemu qemu = new FakeQemu(socket, thread, madeAtSeconds);
        FakeQemu.Client client = qemu.accept()) {
      life.live(client);
    }
  }

  /** What happens in it. */
  private interface Life {
    void live(FakeQemu.Client client) throws IOException, InterruptedException;
  }

  @ParameterizedTest
  @CsvSource({
    "running, '', paused, stopped",
    "paused, '', running, restarted",
    "prelaunch, '', running, started",
    "prelaunch, '', paused, started and stopped",
    "inmigrate, '', running, arrived and ran",
    "running, SUSPEND, running, woke up",
    "running, '', prelaunch, stopped"
  })
  void run_inventsNoEvent_butReportsWhatMustHaveHappened(
      String before, String event, String after, String happened) throws Exception {
    try (FakeQemu qemu = new FakeQemu(socket, 7, T);
        LiveFeed feed = feed()) {
      try (FakeQemu.Client client = qemu.accept()) {
        client.begin(before);
        if (!event.isEmpty()) {
          client.event(event, T + 1);
        }
        desk.awaitEvents(event.isEmpty() ? 0 : 1);
        desk.awaitUps(1);
      }

      try (FakeQemu.Client client = qemu.accept()) {
        client.begin(after);
        desk.awaitUps(2);
      }

      assertThat(desk.events()).hasSize(event.isEmpty() ? 0 : 1);
      assertThat(desk.problems())
          .containsExactly(
              "vm1.sock:5: warning: while nobody listened the guest "
                  + happened
                  + ": when is not known, so it is not told");
    }
  }

  @Test
  void run_tellsARestart_notAStart_afterAStopThatNobodySaw() throws Exception {
    try (FakeQemu qemu = new FakeQemu(socket, 7, T);
        LiveFeed feed = feed()) {
      try (FakeQemu.Client client = qemu.accept()) {
        client.begin("prelaunch");
        desk.awaitUps(1);
      }

      try (FakeQemu.Client client = qemu.accept()) {
        client.begin("paused");
        client.event("RESUME", T + 9);
        desk.awaitEvents(1);
      }

      assertThat(desk.events().get(0)).isInstanceOf(HostEvent.Restarted.class);
    }
  }

  @Test
  void run_goesOnWithTheSameProcess_afterALifeOfItsOwn() throws Exception {
    try (FakeQemu qemu = new FakeQemu(socket, 7, T)) {
      try (LiveFeed first = feed();
          FakeQemu.Client client = qemu.accept()) {
        client.begin("running");
        client.event("STOP", T + 1);
        desk.awaitEvents(1);
      }

      try (LiveFeed second = feed();
          FakeQemu.Client client = qemu.accept()) {
        client.begin("paused");
        client.event("RESUME", T + 2);
        desk.awaitEvents(2);
      }
    }

    assertThat(((HostEvent.Restarted) desk.events().get(1)).mode())
        .isEqualTo(RestartMode.CONTINUED);
    assertThat(desk.problems()).isEmpty();
  }

  @Test
  void run_forgetsAMigration_thatEndedWhileNobodyListened() throws Exception {
    try (FakeQemu qemu = new FakeQemu(socket, 7, T);
        LiveFeed feed = feed()) {
      try (FakeQemu.Client client = qemu.accept()) {
        client.begin("running");
        client.migration("setup", T + 1);
        desk.awaitEvents(1);
      }

      try (FakeQemu.Client client = qemu.accept()) {
        client.begin("running");
        client.event("STOP", T + 9);
        desk.awaitEvents(2);
      }

      assertThat(((HostEvent.Stopped) desk.events().get(1)).reason()).isEqualTo(StopReason.UNKNOWN);
    }
  }

  /** By its thread; or, where a container counts from 1 again, by when it made its socket. */
  @ParameterizedTest
  @CsvSource({"8, 0", "7, 60"})
  void run_tellsAnotherProcessApart_atTheSamePlace(int thread, long laterSeconds) throws Exception {
    try (LiveFeed feed = feed()) {
      live(
          7,
          T,
          client -> {
            client.begin("running");
            client.event("STOP", T + 1);
            desk.awaitEvents(1);
          });

      live(
          thread,
          T + laterSeconds,
          client -> {
            client.begin("prelaunch");
            client.event("RESUME", T + 70);
            desk.awaitEvents(2);
          });

      assertThat(desk.events().get(1)).isInstanceOf(HostEvent.Started.class);
      assertThat(desk.problems())
          .containsExactly(
              "vm1.sock: warning: another QEMU process answers: how the earlier one ended is not"
                  + " known");
    }
  }

  @Test
  void run_isNotSurprisedByAnotherProcess_wherePreviousSaidThatItEnds() throws Exception {
    try (LiveFeed feed = feed()) {
      live(
          7,
          T,
          client -> {
            client.begin("running");
            client.event("SHUTDOWN", T + 1);
            desk.awaitEvents(1);
          });

      live(
          8,
          T + 60,
          client -> {
            client.begin("inmigrate");
            client.event("RESUME", T + 70);
            desk.awaitEvents(2);
          });

      assertThat(((HostEvent.Restarted) desk.events().get(1)).mode())
          .isEqualTo(RestartMode.INCOMING);
      assertThat(desk.problems()).isEmpty();
    }
  }
}
