package io.lapse.producers.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What libvirt's words mean, by what the domain did before. */
class LibvirtEventsTest {
  @TempDir Path folder;

  /**
   * A story is words, ten seconds apart, or {@code +} just after the one before: {@code
   * Event.Detail} is a lifecycle event with {@code _} for a blank, {@code pass:N} a
   * migration-iteration, {@code job:FIELD=VALUE,...} a job-completed, any other an event's name.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # The first start is neither a restart nor a loss.
          Defined.Added Resumed.Unpaused +Started.Booted          | started
          Started.Booted                                          | started
          Started.Booted +Suspended.Paused Resumed.Unpaused Suspended.Paused | started stopped:ARRIVAL stopped:UNKNOWN
          Stopped.Destroyed Resumed.Unpaused +Started.Booted      | shut_down started
          Suspended.Paused Resumed.Unpaused +Started.Booted       | stopped:UNKNOWN restarted:CONTINUED started
          # The log begins after the stop; a line with a stop is lost.
          Resumed.Unpaused                                        | restarted:CONTINUED
          Resumed.Unpaused Started.Booted                         | restarted:CONTINUED started
          rtc-change Resumed.Unpaused                             | restarted:CONTINUED
          Resumed.Unpaused +Started.Booted Resumed.Unpaused       | started restarted:CONTINUED
          # Pause; one move told twice; a restart that was lost.
          Suspended.Paused Resumed.Unpaused                       | stopped:UNKNOWN restarted:CONTINUED
          Suspended.Paused +Suspended.Migrated Resumed.Unpaused +Resumed.Unpaused | stopped:UNKNOWN restarted:CONTINUED
          Suspended.Paused Suspended.Paused                       | stopped:UNKNOWN stopped:UNKNOWN
          Suspended.I/O_Error Resumed.Unpaused Suspended.Watchdog | stopped:UNKNOWN restarted:CONTINUED stopped:UNKNOWN
          Suspended.Snapshot Resumed.Unpaused                     | stopped:CHECKPOINT restarted:CONTINUED
          Suspended.Paused Resumed.Snapshot                       | stopped:UNKNOWN restarted:RESTORED
          # Save and restore, let go at once or later.
          Suspended.Paused pass:1 pass:2 job:operation=2,downtime=164 Stopped.Saved Started.Restored Resumed.Snapshot | stopped:UNKNOWN shut_down restarted:RESTORED
          Suspended.Paused Stopped.Saved Started.Restored +Suspended.Restored Resumed.Unpaused | stopped:UNKNOWN shut_down stopped:ARRIVAL restarted:RESTORED
          rtc-change Stopped.Saved Resumed.Unpaused               | stopped:SAVE shut_down restarted:RESTORED
          Stopped.Saved Resumed.Unpaused +Started.Booted          | shut_down started
          Stopped.Snapshot Started.Snapshot Suspended.Snapshot Resumed.Unpaused | shut_down stopped:ARRIVAL restarted:RESTORED
          # Migration, source.
          pass:1 pass:2 Suspended.Migrated pass:3 job:operation=5,downtime=67 Stopped.Migrated | migration:ACTIVE:SOURCE stopped:MIGRATE migration:COMPLETED:SOURCE:67000000 shut_down
          rtc-change pass:1 Stopped.Migrated                      | migration:ACTIVE:SOURCE stopped:MIGRATE shut_down
          Suspended.Post-copy Suspended.Post-copy_Error Stopped.Migrated | stopped:MIGRATE shut_down
          # A paused guest moves: the hypervisor's figure is not its downtime.
          Suspended.Paused pass:1 job:operation=5,downtime=67 Stopped.Migrated | stopped:UNKNOWN migration:COMPLETED:SOURCE shut_down
          # It fails.
          pass:1 Suspended.Migrated Resumed.Migrated job:operation=5,success=0,downtime=9 | migration:ACTIVE:SOURCE stopped:MIGRATE restarted:CONTINUED migration:FAILED:SOURCE
          Started.Migrated Stopped.Failed                         | shut_down
          # Migration, destination.
          Started.Migrated Resumed.Migrated job:operation=4,downtime=67 Suspended.Paused | restarted:INCOMING migration:COMPLETED:DESTINATION:67000000 stopped:UNKNOWN
          Started.Migrated Suspended.Paused job:operation=4,downtime=67 Resumed.Unpaused | stopped:ARRIVAL migration:COMPLETED:DESTINATION restarted:INCOMING
          Started.Migrated Resumed.Post-copy Resumed.Migrated     | restarted:INCOMING
          Resumed.Migrated                                        | restarted:INCOMING
          # Sleep.
          pm-suspend +PMSuspended.Memory pm-wakeup +Started.Event_wakeup +Resumed.Unpaused | stopped:SLEEP restarted:WAKEUP
          PMSuspended.Memory Resumed.Unpaused                     | stopped:SLEEP restarted:CONTINUED
          PMSuspended.Disk Stopped.Shutdown                       | shut_down
          # Ends.
          reboot Shutdown.Finished_after_guest_request Stopped.Shutdown | reset shut_down
          Shutdown.Finished reboot Resumed.Unpaused Suspended.Paused | shut_down reset started stopped:UNKNOWN
          Crashed.Panicked Stopped.Crashed                        | shut_down
          # What says nothing to the ledger.
          agent-lifecycle balloon-change job:operation=8,downtime=1 |
          """)
  void events_meanWhatTheDomainMakesOfThem(String story, String expected) throws IOException {
    Told told = read(story);

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs().stream().map(LibvirtEventsTest::word).collect(Collectors.joining(" ")))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22 21:53:00.275+0000, 1795384417275000000",
    "2026-11-22 21:53:00.275+00:00, 1795384417275000000",
    "2026-11-23 03:23:00.275+0530, 1795384417275000000",
    "2026-11-22 17:53:00.275-0400, 1795384417275000000",
    // A leap second ended 2016; before it TAI - UTC was 36 s.
    "2016-12-31 23:59:59.999+0000, 1483228835999000000",
    "2017-01-01 00:00:00.000+0000, 1483228837000000000",
  })
  void envelope_saysWhoWhenAndHowWell(String stamp, long taiNanos) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("log"),
            stamp + ": event 'lifecycle' for domain 'vm1': Suspended Paused\n");

    Told told = Told.by(new LibvirtSource(input(file)));

    LedgerInput stopped = told.inputs().get(0);
    assertThat(stopped.envelope().host()).isEqualTo("h0");
    assertThat(stopped.guest()).isEqualTo("vm1");
    assertThat(stopped.envelope().source()).isEqualTo(Source.LIBVIRT);
    assertThat(stopped.stamp())
        .isEqualTo(new Stamp(new TaiInstant(taiNanos), 100_000, 1_000_000, 250_000_000));
  }

  @Test
  void guests_ofOneHost_doNotDisturbEachOther() throws IOException {
    Path file =
        Files.write(
            folder.resolve("log"),
            List.of(
                LibvirtSourceTest.line(1, "lifecycle", "a", ": Resumed Unpaused"),
                LibvirtSourceTest.line(1, "lifecycle", "b", ": Suspended Paused"),
                LibvirtSourceTest.line(1, "lifecycle", "a", ": Started Booted"),
                LibvirtSourceTest.line(9, "lifecycle", "b", ": Resumed Unpaused")));

    Told told = Told.by(new LibvirtSource(input(file)));

    assertThat(told.inputs())
        .extracting(input -> input.guest() + " " + word(input))
        .containsExactly("b stopped:UNKNOWN", "a started", "b restarted:CONTINUED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-22 21:5                                                              | not an event of virsh: expected TIME: event 'NAME' for domain 'NAME', in English (LC_ALL=C), found: 2026-11-22 21:5
          2026-11-22 21:53:00.275+0000: event 'lifec                                   | cut off: expected a whole event of virsh, found: 2026-11-22 21:53:00.275+0000: event 'lifec
          2026-11-22 21:53:00.275+0000: event 'reboot' for domain 'v                   | cut off: expected a whole event of virsh, found: 2026-11-22 21:53:00.275+0000: event 'reboot' for domain 'v
          2026-13-22 21:53:00.275+0000: event 'reboot' for domain 'v'                  | not a time of virsh: expected one as 2026-11-22 21:52:56.275+0000, before 2262, found: 2026-13-22 21:53:00.275+0000
          2026-11-22 21:53:00.27+0000: event 'reboot' for domain 'v'                   | not a time of virsh: expected one as 2026-11-22 21:52:56.275+0000, before 2262, found: 2026-11-22 21:53:00.27+0000
          9999-11-22 21:53:00.275+0000: event 'reboot' for domain 'v'                  | not a time of virsh: expected one as 2026-11-22 21:52:56.275+0000, before 2262, found: 9999-11-22 21:53:00.275+0000
          2026-11-22 21:53:00.275+0000: event 'reboot' for domain ''                   | the domain has no name: expected a text that is not empty
          """)
  void line_isRefusedWithItsNumber(String line, String message) throws IOException {
    String good = LibvirtSourceTest.line(1, "lifecycle", "v", ": Suspended Paused");
    Path file = Files.write(folder.resolve("log"), List.of(good, line));

    Told told = Told.by(new LibvirtSource(input(file)));

    assertThat(told.problems()).singleElement().hasToString(file + ":2: " + message);
    assertThat(told.inputs()).hasSize(1);
  }

  private Told read(String story) throws IOException {
    List<String> lines = new ArrayList<>();
    int millis = 0;
    for (String word : story.split(" ", -1)) {
      millis += word.startsWith("+") ? 3 : 10_000;
      String stamp =
          String.format(
              Locale.ROOT,
              "2026-11-22 21:%02d:%02d.%03d+0000: ",
              millis / 60_000,
              millis / 1_000 % 60,
              millis % 1_000);
      lines.addAll(lines(stamp, word.startsWith("+") ? word.substring(1) : word));
    }
    return Told.by(new LibvirtSource(input(Files.write(folder.resolve("log"), lines))));
  }

  private static List<String> lines(String stamp, String word) {
    if (word.startsWith("pass:")) {
      String says = ": iteration: '" + word.substring(5) + "'";
      return List.of(stamp + "event 'migration-iteration' for domain 'vm1'" + says);
    }
    if (word.startsWith("job:")) {
      List<String> lines =
          new ArrayList<>(List.of(stamp + "event 'job-completed' for domain 'vm1':"));
      for (String field : word.substring(4).split(",", -1)) {
        lines.add("\t" + field.replace("=", ": "));
      }
      return lines;
    }
    if (word.equals("rtc-change")) {
      return List.of(stamp + "event 'rtc-change' for domain 'vm1': 0");
    }
    if (word.indexOf('.') > 0) {
      String says = word.replace('.', ' ').replace('_', ' ');
      return List.of(stamp + "event 'lifecycle' for domain 'vm1': " + says);
    }
    return List.of(stamp + "event '" + word + "' for domain 'vm1'");
  }

  private static SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, "h0", null, Format.LIBVIRT, 100_000, null, CounterWhilePaused.STOPS);
  }

  private static String word(LedgerInput input) {
    if (input instanceof HostEvent.Stopped stopped) {
      return "stopped:" + stopped.reason();
    }
    if (input instanceof HostEvent.Restarted restarted) {
      return "restarted:" + restarted.mode();
    }
    if (input instanceof HostEvent.Migration migration) {
      Long downtime = migration.downtimeNanos();
      return "migration:"
          + migration.status()
          + ":"
          + migration.role()
          + (downtime == null ? "" : ":" + downtime);
    }
    if (input instanceof HostEvent.ShutDown) {
      return "shut_down";
    }
    return input.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
