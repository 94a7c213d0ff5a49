package io.lapse.whatif.wallclock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.discipline.trial.Knowledge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tables, beside the daemons that made them. {@code -Dlapse.seed=S} chooses other cells and
 * other lengths, {@code -Dlapse.tries=N} so many of each.
 */
class TableTrialsTest {
  private static final Path TABLES = Path.of("src/main/resources/io/lapse/whatif/wallclock");
  private static final long SEED = Long.getLong("lapse.seed", System.nanoTime());
  private static final String AGAIN = "; to repeat: -Dlapse.seed=" + SEED;

  /** A trial of ntpd takes three times as long. */
  private static int tries(NtpDaemon daemon) {
    return Integer.getInteger("lapse.tries", daemon == NtpDaemon.NTPD ? 5 : 10);
  }

  @ParameterizedTest
  @EnumSource
  void cell_isWhatTheTrialsGive(NtpDaemon name) throws IOException {
    EmulatedDaemon daemon = EmulatedDaemon.settled(name);
    String file = Files.readString(TABLES.resolve(WallClockTable.resource(name)));
    Random random = new Random(SEED);

    assertThat(file).startsWith(TableFile.head(name, daemon) + TableText.COLUMNS + "\n");
    List<Case> cases = Case.all();
    for (int i = 0; i < tries(name); i++) {
      Case of = cases.get(random.nextInt(cases.size()));
      long[] lengths = WallClockTable.of(name).curve(of).lengthsNanos();
      long length = lengths[random.nextInt(lengths.length)];
      String row = TableText.row(of, new Curve.Point(length, daemon.after(of, length)));
      assertThat(file).as("%s%s", name, AGAIN).contains("\n" + row + "\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void lengthThatIsNotInTheTable_isNearWhatTheTrialsGive(NtpDaemon name) {
    EmulatedDaemon daemon = EmulatedDaemon.settled(name);
    Random random = new Random(Deviation.SEED);

    for (int i = 0; i < tries(name); i++) {
      Deviation deviation = Deviation.atRandom(name, daemon, random);

      assertThat(deviation.permille())
          .as("%s", deviation)
          .isLessThanOrEqualTo(Deviation.PERMILLE_MAX);
    }
  }

  /** What nobody tells a daemon of grows on as it did: physics, not a guess. */
  @ParameterizedTest
  @EnumSource
  void lengthBeyondTheTable_ofANaiveGuest_isNearWhatTheTrialsGive(NtpDaemon name) {
    EmulatedDaemon daemon = EmulatedDaemon.settled(name);
    Case lost = new Case(false, true, Knowledge.NONE);
    long nanos = 150_000 * EmulatedDaemon.SECOND;

    Deviation deviation = Deviation.of(name, lost, nanos, daemon.after(lost, nanos));

    assertThat(deviation.permille()).as("%s", deviation).isLessThan(10);
  }

  /** Takes minutes: makes the tables afresh, beside the others. */
  @ParameterizedTest
  @EnumSource
  @EnabledIfSystemProperty(named = "lapse.wallclock", matches = "make")
  void table_isMadeAgain(NtpDaemon name) throws IOException {
    assertThat(TableFile.made(name))
        .hasSameTextualContentAs(TABLES.resolve(WallClockTable.resource(name)));
  }
}
