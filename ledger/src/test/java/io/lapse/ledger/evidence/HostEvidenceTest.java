package io.lapse.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Histories;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which outage has which downtime, and what a pair of hosts shows. */
class HostEvidenceTest {
  private static final long MILLI = 1_000_000;
  private static final long EPOCH = 1_800_000_000_000_000_000L;

  /**
   * A story: one event a word, {@code [GUEST@]MILLISECOND:HOST:EVENT[:KEY=VALUE]...}. The
   * expectation: {@code SOURCE>DESTINATION COUNT MEDIAN MIN MAX}, in milliseconds.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Tout 60 ms, downtime 58 ms.
          100:h0:stop 158:h0:completed:downtime=58 160:h1:restart                       | h0>h1 1 2 2 2
          # There and back: the clock of h1 is 1 s ahead.
          100:h0:stop 150:h0:completed:downtime=60 1163:h1:restart 9000:h1:stop 9010:h1:completed:downtime=20 8023:h0:restart | h0>h1 1 1003 1003 1003; h1>h0 1 -997 -997 -997
          # Nobody reported a downtime; or it is of a migration that did not take the guest along.
          100:h0:stop 158:h0:completed 160:h1:restart                                    |
          100:h0:stop 158:h0:failed:downtime=58 160:h1:restart                           |
          100:h0:stop 160:h0:restart 170:h0:completed:downtime=58                        |
          # Still open; the stop is missing; a snapshot.
          100:h0:stop 158:h0:completed:downtime=58                                       |
          158:h0:completed:downtime=58 160:h1:restart                                    |
          100:h0:stop:reason=save 158:h0:completed:downtime=58 160:h1:restart            |
          # By its own outage: not the one before, not the one after.
          100:h0:stop 160:h1:restart 300:h1:stop 310:h1:completed:downtime=5 400:h2:restart | h1>h2 1 95 95 95
          100:h0:stop 110:h0:completed:downtime=5 160:h1:restart 300:h1:stop 400:h2:restart | h0>h1 1 55 55 55
          # Postcopy: completed long after the guest runs, but before it stops again.
          100:h0:stop 160:h1:restart 250:h0:completed:downtime=50 300:h1:stop 400:h2:restart | h0>h1 1 10 10 10
          # A pause in between ends the wait for it.
          100:h0:stop 160:h1:restart 200:h1:stop 210:h1:restart 250:h1:completed:downtime=50 |
          # Of other hosts.
          100:h0:stop 150:h9:completed:downtime=50 160:h1:restart                        |
          # The source knows better than the destination, whichever says so first.
          100:h0:stop 110:h1:completed:downtime=9:role=destination 150:h0:completed:downtime=50:role=source 160:h1:restart | h0>h1 1 10 10 10
          100:h0:stop 158:h1:completed:downtime=9:role=destination 160:h1:restart        | h0>h1 1 51 51 51
          # The destination's clock is behind: it completes before the stop.
          1000:h0:stop 60:h1:completed:downtime=50 61:h1:restart                         | h0>h1 1 -989 -989 -989
          # By migration id, also outside the outage; never by another's id.
          100:h0:stop:id=m 160:h1:restart:id=m 50:h0:completed:downtime=1:id=m 150:h0:completed:downtime=2:id=n | h0>h1 1 59 59 59
          100:h0:stop:id=m 160:h1:restart:id=m 150:h0:completed:downtime=2:id=n          |
          100:h0:stop:id=m 160:h1:restart:id=m 150:h0:completed:downtime=2               | h0>h1 1 58 58 58
          100:h0:stop 160:h1:restart:id=m 50:h0:completed:downtime=1:id=m                | h0>h1 1 59 59 59
          100:h0:stop 160:h1:restart 150:h0:completed:downtime=2:id=n                    | h0>h1 1 58 58 58
          # Two restarts of one stop: the downtime is of the first.
          100:h0:stop 150:h0:completed:downtime=50 160:h1:restart 5000:h2:restart:mode=restored | h0>h1 1 10 10 10
          # Stopped first, then migrated: the hypervisor counts only its own part.
          100:h0:stop 200:h0:setup 950:h0:completed:downtime=0 960:h1:restart            |
          50:h0:setup 100:h0:stop 150:h0:completed:downtime=50 160:h1:restart            | h0>h1 1 10 10 10
          100:h0:stop 110:h0:setup:id=other 150:h0:completed:downtime=50:id=m 160:h1:restart | h0>h1 1 10 10 10
          100:h0:stop 110:h1:setup 150:h0:completed:downtime=50 160:h1:restart           | h0>h1 1 10 10 10
          # Arrived, then held: more than a second is on purpose.
          100:h0:stop 150:h0:completed:downtime=50 151:h1:completed:role=destination 1152:h1:restart |
          100:h0:stop 150:h0:completed:downtime=50 151:h1:completed:role=destination 1151:h1:restart | h0>h1 1 1001 1001 1001
          # An even number: the mean of the two in the middle, toward zero; an odd one: the middle.
          a@100:h0:stop a@150:h0:completed:downtime=50 a@150:h1:restart b@100:h0:stop b@150:h0:completed:downtime=50 b@153:h1:restart | h0>h1 2 1.5 0 3
          a@100:h0:stop a@150:h0:completed:downtime=50 a@157:h1:restart b@100:h0:stop b@150:h0:completed:downtime=50 b@151:h1:restart c@100:h0:stop c@150:h0:completed:downtime=50 c@152:h1:restart | h0>h1 3 2 1 7
          # By the bytes of their names.
          a@100:é:stop a@150:é:completed:downtime=50 a@150:z:restart b@100:z:stop b@150:z:completed:downtime=50 b@153:é:restart | z>é 1 3 3 3; é>z 1 0 0 0
          """)
  void pairs_ofAStory(String story, String expected) {
    List<LedgerInput> inputs = read(story);

    HostEvidence evidence = HostEvidence.of(standing(inputs), inputs);

    assertThat(
            evidence.pairs().stream().map(HostEvidenceTest::line).collect(Collectors.joining("; ")))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "'1,2', 1",
    "'1,4', 2",
    "'-1,-2', -1",
    "'-4,-1', -2",
    "'-3,2', 0",
    "'-2,3', 0",
    "'-3,0', -1",
    "'0,3', 1",
    "'9223372036854775807,9223372036854775805', 9223372036854775806",
    "'-9223372036854775808,-9223372036854775806', -9223372036854775807",
    "'-9223372036854775808,9223372036854775807', 0",
    "'7,-100,3', 3",
    "'7,-100,3,4', 3"
  })
  void median_ofAnEvenNumber_isRoundedTowardZero(String residuals, long median) {
    List<Long> values = Arrays.stream(residuals.split(",", -1)).map(Long::valueOf).toList();

    HostPair pair = HostPair.of("h0", "h1", values);

    assertThat(pair.medianResidualNanos()).isEqualTo(median);
    assertThat(pair.minResidualNanos()).isEqualTo(Collections.min(values));
    assertThat(pair.maxResidualNanos()).isEqualTo(Collections.max(values));
    assertThat(pair.outages()).isEqualTo(values.size());
  }

  @Test
  void downtimeOfCenturies_isNoEvidence() {
    List<LedgerInput> inputs =
        read("4000:h0:stop 4001:h0:completed:downtime=9223372036853 3999:h1:restart");

    List<Entry> standing = standing(inputs);

    assertThat(standing).singleElement().extracting(Entry::toutNanos).isEqualTo(-MILLI);
    assertThat(HostEvidence.of(standing, inputs).pairs())
        .singleElement()
        .satisfies(pair -> assertThat(pair.medianResidualNanos()).isNegative());
    inputs.set(1, completed(Long.MAX_VALUE));
    assertThat(HostEvidence.of(standing, inputs).pairs()).isEmpty();
  }

  /** The expectation: {@code GUEST@HOST COUNT TOTAL LONGEST FROM=COUNT ...}, in nanoseconds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1:h0:starved:ns=0                                                | g@h0 1 0 0 0=1
          1:h0:starved:ns=1 2:h0:starved:ns=9 3:h0:starved:ns=10           | g@h0 3 20 10 1=2 10=1
          1:h0:starved:ns=999999 2:h0:starved:ns=1000000                   | g@h0 2 1999999 1000000 100000=1 1000000=1
          1:h0:starved:ns=5 2:h1:starved:ns=6                              | g@h0 1 5 5 1=1; g@h1 1 6 6 1=1
          b@1:h0:starved:ns=5 a@2:h0:starved:ns=6 a@3:-:starved:ns=7       | a@null 1 7 7 1=1; a@h0 1 6 6 1=1; b@h0 1 5 5 1=1
          1:h0:starved:ns=5 1:h0:starved:ns=5                              | g@h0 1 5 5 1=1
          1:h0:starved:ns=9223372036854775807 2:h0:starved:ns=1            | g@h0 2 9223372036854775807 9223372036854775807 1=1 1000000000000000000=1
          1:h0:stop 2:h0:restart                                           |
          """)
  void starved_ofAStory(String story, String expected) {
    List<LedgerInput> inputs = read(story);

    HostEvidence evidence = HostEvidence.of(standing(inputs), inputs);

    assertThat(
            evidence.starved().stream()
                .map(HostEvidenceTest::line)
                .collect(Collectors.joining("; ")))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  @Property(tries = 300)
  void evidence_knowsNoOrder_andNoRepetition(
      @ForAll("histories") List<LedgerInput> inputs, @ForAll long seed) {
    List<Entry> standing = new ArrayList<>(standing(inputs));
    List<LedgerInput> twice = new ArrayList<>(inputs);
    twice.addAll(inputs);
    HostEvidence evidence = HostEvidence.of(standing, inputs);

    Collections.shuffle(standing, new Random(seed));
    Collections.shuffle(twice, new Random(seed));

    assertThat(HostEvidence.of(standing, twice)).isEqualTo(evidence);
  }

  private static List<Entry> standing(List<LedgerInput> inputs) {
    StandingLedger standing = new StandingLedger();
    Map<String, GuestState> guests = new HashMap<>();
    for (LedgerInput input : inputs) {
      GuestState state = guests.computeIfAbsent(input.guest(), GuestState::empty);
      Step step = state.on(input, Rules.DEFAULT);
      guests.put(input.guest(), step.next());
      step.history().forEach(standing::add);
    }
    return standing.entries();
  }

  private static String line(HostPair pair) {
    return pair.sourceHost()
        + ">"
        + pair.destinationHost()
        + " "
        + pair.outages()
        + " "
        + millis(pair.medianResidualNanos())
        + " "
        + millis(pair.minResidualNanos())
        + " "
        + millis(pair.maxResidualNanos());
  }

  private static String millis(long nanos) {
    return nanos / MILLI + (nanos % MILLI == 0 ? "" : "." + nanos % MILLI / 100_000);
  }

  private static String line(StarvedVcpus starved) {
    String decades =
        starved.decades().stream()
            .map(decade -> decade.fromNanos() + "=" + decade.events())
            .collect(Collectors.joining(" "));
    return starved.guest()
        + "@"
        + starved.host()
        + " "
        + starved.events()
        + " "
        + starved.totalNanos()
        + " "
        + starved.longestNanos()
        + " "
        + decades;
  }

  private static List<LedgerInput> read(String story) {
    return Arrays.stream(story.strip().split("\\s+", -1))
        .map(HostEvidenceTest::event)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static LedgerInput event(String word) {
    String[] parts = word.split(":", -1);
    Map<String, String> values = new HashMap<>();
    for (int i = 3; i < parts.length; i++) {
      values.put(parts[i].split("=", 2)[0], parts[i].split("=", 2)[1]);
    }
    String[] who = parts[0].split("@", 2);
    String guest = who.length == 2 ? who[0] : "g";
    long millis = Long.parseLong(who[who.length - 1]);
    Envelope envelope = envelope(guest, parts[1].equals("-") ? null : parts[1], millis);
    String id = values.get("id");
    return switch (parts[2]) {
      case "stop" ->
          new HostEvent.Stopped(
              envelope,
              StopReason.valueOf(values.getOrDefault("reason", "migrate").toUpperCase(Locale.ROOT)),
              id);
      case "restart" -> restarted(envelope, values.getOrDefault("mode", "incoming"), id);
      case "starved" -> new HostEvent.VcpuStarved(envelope, Long.parseLong(values.get("ns")));
      default -> migration(envelope, parts[2], values);
    };
  }

  private static Envelope envelope(String guest, String host, long millis) {
    // Clocks may be far apart: an early restart still finds its stop.
    Stamp stamp = Stamp.of(new TaiInstant(EPOCH + millis * MILLI), 10_000 * MILLI);
    return new Envelope(guest, host, stamp, Source.JSONL, null);
  }

  private static HostEvent restarted(Envelope envelope, String mode, String id) {
    return new HostEvent.Restarted(
        envelope,
        RestartMode.valueOf(mode.toUpperCase(Locale.ROOT)),
        id,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  private static HostEvent migration(Envelope envelope, String status, Map<String, String> values) {
    String downtime = values.get("downtime");
    return new HostEvent.Migration(
        envelope,
        MigrationStatus.valueOf(status.toUpperCase(Locale.ROOT)),
        MigrationRole.valueOf(values.getOrDefault("role", "unknown").toUpperCase(Locale.ROOT)),
        values.get("id"),
        downtime == null ? null : (Long) (Long.parseLong(downtime) * MILLI));
  }

  private static HostEvent completed(long downtimeNanos) {
    return new HostEvent.Migration(
        envelope("g", "h0", 4001),
        MigrationStatus.COMPLETED,
        MigrationRole.SOURCE,
        null,
        downtimeNanos);
  }
}
