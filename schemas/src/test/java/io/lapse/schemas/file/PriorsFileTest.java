package io.lapse.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.TimerPriors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorsFileTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("priors.avro");
  }

  @Test
  void read_givesThePriorsOfWhatWasWritten() throws IOException {
    List<GuestEvent> events =
        List.of(
            profile("a", 1, "web"),
            inventory("a", 2, 3),
            inventory("a", 3, 7),
            profile("b", 1, "batch"),
            profile("b", 5, "web"),
            inventory("b", 2, 4),
            inventory("c", 2, 1));

    Map<String, List<GuestEvent.Inventory>> written = PriorsFile.write(file(), events);

    assertThat(written.keySet()).containsExactly("default", "web");
    assertThat(PriorsFile.read(file())).isEqualTo(TimerPriors.of(events));
  }

  @Test
  void fileThatIsNotThere_orIsSomethingElse_isRefused() throws IOException {
    assertThatThrownBy(() -> PriorsFile.read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    Path text = Files.writeString(file(), "class web has three timers");
    assertThatThrownBy(() -> PriorsFile.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            text + ": not an Avro container file: expected it to begin with Obj and the byte 1");
  }

  @Test
  void fileWithoutAnInventory_orWithAnotherEvent_isRefused() throws IOException {
    EventFiles.write(file(), List.of(profile("a", 1, "web")));
    assertThatThrownBy(() -> PriorsFile.read(file()))
        .hasMessage(file() + ": expected at least one inventory");

    EventFiles.write(file(), List.of(inventory("a", 1, 1), new HostEvent.Reset(envelope("a", 2))));
    assertThatThrownBy(() -> PriorsFile.read(file()))
        .hasMessage(file() + ":2: expected a profile or an inventory, found another event");
  }

  @Test
  void fileThatIsCutOff_isRefusedWhole() throws IOException {
    PriorsFile.write(file(), List.of(inventory("a", 1, 1), inventory("b", 1, 1)));
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - 20));

    assertThatThrownBy(() -> PriorsFile.read(file()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cut off");
  }

  private static Envelope envelope(String guest, long at) {
    return new Envelope(guest, "h", Stamp.of(new TaiInstant(at), 0), Source.JSONL, null);
  }

  private static GuestEvent profile(String guest, long at, String guestClass) {
    return new GuestEvent.Profile(
        envelope(guest, at),
        null,
        null,
        null,
        null,
        guestClass,
        CounterWhilePaused.UNKNOWN,
        Map.of());
  }

  private static GuestEvent inventory(String guest, long at, int timers) {
    ArmedTimer timer =
        new ArmedTimer("t", TimerKind.POSIX, TimerClock.TAI, true, 50, 0, false, true);
    return GuestEvent.Inventory.of(
        envelope(guest, at), 0, 0, 0, 0, Collections.nCopies(timers, timer));
  }
}
