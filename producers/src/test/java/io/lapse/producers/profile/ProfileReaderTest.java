package io.lapse.producers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.ledger.guest.GuestEvent.Profile;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.GuestInput;
import io.lapse.producers.Recorded;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.tai.UtcScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileReaderTest {
  private static final String GOOD =
      """
      {
       "guest": "vm1",
       "clocksource": "tsc",
       "tsc_khz": 2445406,
       "kernel": "6.1.192",
       "taken_realtime_ns": 1795382968795226323,
       "taken_monotonic_ns": 21424087875,
       "taken_boottime_ns": 21424088326,
       "tai_offset_s": 37,
       "timers": [
        {
         "id": "a",
         "kind": "timerfd",
         "clock": "monotonic",
         "expires_ns": 22207203943
        }
       ]
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"std", "smp2", "spin", "spinu", "wd"})
  void recordedProfile_isReadWhole(String name) {
    Path file = Recorded.folder().resolve("profiles").resolve(name + ".json");

    Told told = Told.by(new ProfileSource(input(file, "probe-" + name, null)));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).hasSize(2);
    Profile profile = (Profile) told.inputs().get(0);
    assertThat(profile.clocksource()).isEqualTo("tsc");
    assertThat(profile.os()).isEqualTo("linux");
    assertThat(((Inventory) told.inputs().get(1)).timerCount()).isEqualTo(166);
  }

  @Test
  void stamp_isTheGuestsOwnClock_unlessTheInputStatesABetterOne() throws IOException {
    Path file = write(GOOD);

    Told own = Told.by(new ProfileSource(input(file, "vm1", null)));
    Told stated = Told.by(new ProfileSource(input(file, "vm1", new TaiInstant(77))));

    assertThat(own.inputs())
        .extracting(input -> input.stamp().at())
        .containsOnly(UtcScale.toTai(1_795_382_968_795_226_323L));
    assertThat(stated.inputs())
        .extracting(input -> input.stamp().at())
        .containsOnly(new TaiInstant(77));
    assertThat(((Inventory) stated.inputs().get(1)).realtimeNanos())
        .isEqualTo(1_795_382_968_795_226_323L);
  }

  @Test
  void profile_saysWhatItKnows_andTheInputTheRest() throws IOException {
    String text =
        GOOD.replace(
            "\"kernel\": \"6.1.192\",",
            "\"os\": \"freebsd\", \"class\": \"db\", \"labels\": {\"a\": \"b\"},");

    Profile profile =
        (Profile) Told.by(new ProfileSource(input(write(text), "vm1", null))).inputs().get(0);

    assertThat(profile.os()).isEqualTo("freebsd");
    assertThat(profile.kernel()).isNull();
    assertThat(profile.guestClass()).isEqualTo("db");
    assertThat(profile.labels()).containsEntry("a", "b");
    assertThat(profile.counterWhilePaused()).isEqualTo(CounterWhilePaused.STOPS);
  }

  @Test
  void moreTimersThanAreListed_areCounted() throws IOException {
    StringBuilder timers = new StringBuilder();
    for (int i = 0; i <= Inventory.TIMERS_MAX; i++) {
      timers.append(
          "{\"id\":\"t\",\"kind\":\"kernel\",\"clock\":\"tai\",\"expires_ns\":" + i + "},");
    }
    String text = GOOD.replace("\"timers\": [", "\"timers\": [" + timers);

    Inventory inventory =
        (Inventory) Told.by(new ProfileSource(input(write(text), "vm1", null))).inputs().get(1);

    assertThat(inventory.timers()).isEmpty();
    assertThat(inventory.timerCount()).isEqualTo(Inventory.TIMERS_MAX + 2);
  }

  /** What is replaced by what, what is left of the two events, the line, the complaint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                              | [                     | none      | 2  | not JSON at column 9: expected one JSON object, found: [? "guest": "vm1",? "clocksource": "tsc",? "tsc_khz": 244540...
          `"tsc_khz": 2445406,`          | `"tsc_khz": 24x,`     | none      | 4  | not JSON at column 15: expected one JSON object, found: {? "guest": "vm1",? "clocksource": "tsc",? "tsc_khz": 24x,? ...
          `"kernel": "6.1.192",`         | `"tsc_khz": 1,`       | none      | 5  | tsc_khz is stated twice, at column 11: expected each name once
          `"guest": "vm1",`              | `"guest": "vm2",`     | none      | 2  | guest must be that of the input, vm1: vm2
          `"guest": "vm1",`              | `"guest": 5,`         | none      | 2  | guest must be a text that is not empty: 5
          taken_realtime_ns              | taken                 | none      | 1  | taken_realtime_ns is missing: expected a whole number
          1795382968795226323            | 9223372036854775807   | none      | 1  | the guest's CLOCK_REALTIME must lie before the year 2262: 9223372036854775807 ns
          `"tsc_khz": 2445406,`          | `"tsc_khz": "fast",`  | Inventory | 4  | tsc_khz must be a whole number within 64 bits: "fast"
          `"kernel": "6.1.192",`         | `"labels": {"": "x"},` | Inventory | 1 | labels must have names that are not empty
          `"taken_monotonic_ns": 21424087875,` | ``              | Profile   | 1  | taken_monotonic_ns is missing: expected a whole number
          `"tai_offset_s": 37`           | `"tai_offset_s": 1e3` | Profile   | 9  | tai_offset_s must be a whole number within 64 bits: 1000.0
          `"timers": [`                  | `"timer": [`          | Profile   | 1  | timers is missing: expected a list, empty if none is armed
          `"kind": "timerfd",`           | `"kind": "alarm",`    | Profile   | 13 | timers[0].kind must be one of timerfd, posix, nanosleep, kernel: "alarm"
          `"clock": "monotonic",`        | ``                    | Profile   | 11 | timers[0].clock is missing: expected one of monotonic, boottime, realtime, tai
          """)
  void badField_isNamed_andCostsWhatNeedsIt(
      String found, String replacement, String left, int line, String complaint)
      throws IOException {
    Path file = write(GOOD.replace(found, replacement));

    Told told = Told.by(new ProfileSource(input(file, "vm1", null)));

    assertThat(told.refusals()).singleElement().hasToString(file + ":" + line + ": " + complaint);
    assertThat(told.inputs())
        .extracting(input -> input.getClass().getSimpleName())
        .containsExactly(left.equals("none") ? new String[0] : new String[] {left});
  }

  @Test
  void fieldThatNobodyKnows_isWarnedOf() throws IOException {
    Path file = write(GOOD.replace("\"id\": \"a\",", "\"id\": \"a\",\n\"colour\": 1,"));

    Told told = Told.by(new ProfileSource(input(file, "vm1", null)));

    assertThat(told.inputs()).hasSize(2);
    assertThat(told.problems())
        .singleElement()
        .hasToString(
            file + ":13: warning: timers[0].colour is not a field of a profile: it is left out");
  }

  @Test
  void fileThatIsNotUtf8_orMoreThanOneObject_isRefused() throws IOException {
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {'{', (byte) 0xFF, '}'});
    Path two = write(GOOD + GOOD);

    assertThat(Told.by(new ProfileSource(input(bytes, "vm1", null))).problems())
        .singleElement()
        .hasToString(bytes + ": not UTF-8: expected one JSON object");
    assertThat(Told.by(new ProfileSource(input(two, "vm1", null))).problems())
        .singleElement()
        .asString()
        .startsWith(two + ":19: not JSON at column 1: expected one JSON object, found: ");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("profile.json"), text);
  }

  private static SourceInput input(Path file, String guest, @Nullable TaiInstant takenAt) {
    SourceInput input = GuestInput.of(Format.PROFILE, file);
    return new SourceInput(
        input.path(),
        input.file(),
        null,
        guest,
        Format.PROFILE,
        input.clockErrorNanos(),
        null,
        CounterWhilePaused.STOPS,
        takenAt);
  }
}
