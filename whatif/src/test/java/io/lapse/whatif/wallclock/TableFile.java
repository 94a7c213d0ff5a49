package io.lapse.whatif.wallclock;

import static io.lapse.whatif.wallclock.EmulatedDaemon.MILLI;
import static io.lapse.whatif.wallclock.EmulatedDaemon.SECOND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the tables afresh, in some minutes each, into {@code target/wallclock}; those in {@code
 * src/main/resources} are copies of it.
 */
final class TableFile {
  private static final Path FOLDER = Path.of("target/wallclock");

  private TableFile() {}

  static Path made(NtpDaemon name) throws IOException {
    EmulatedDaemon daemon = EmulatedDaemon.settled(name);
    Files.createDirectories(FOLDER);
    return Files.writeString(
        FOLDER.resolve(WallClockTable.resource(name)),
        head(name, daemon) + TableText.COLUMNS + "\n" + new TableMaker(name, daemon).rows());
  }

  /** What a reader must know of the figures. */
  static String head(NtpDaemon name, EmulatedDaemon daemon) {
    return """
        # What an outage does to the wall clock of a guest with %s: trials of the emulated daemon,
        # io.lapse.guestkernel.discipline.trial, by TableMaker in the tests of whatif. To make it again:
        # mvn -Pquick test -pl whatif -am -Dtest=TableTrialsTest -Dlapse.wallclock=make
        #     -Dsurefire.failIfNoSpecifiedTests=false -Dlapse.tests.required=false
        # and copy whatif/target/wallclock/*.tsv over src/main/resources/io/lapse/whatif/wallclock.
        #
        # daemon: one perfect server, 5 ms away, up to 0.1 ms more; it ran for %d h before the outage
        # counter: %d ppb fast before; hardware same: so it stays, other: %d ppb after
        # hosts' clocks: %d ms off each other, in either direction; the kernel injects as an offset
        # moment: after a reply, midway, before a request, request in flight, reply in flight
        # each figure is the worst of these trials by itself
        # stale_ns: until the error stays within %d ms; where it never does in %d h: those
        # wrong_ms_s: the integral of the size of the error over %d h, rounded up; if nothing
        #     happens at all it is %d
        # knowledge: none: naive; kernel: only the kernel is told; aware: the daemon too, when it
        #     next reads the migration sequence; woken: the daemon at once
        # lengths: %d (%d where the kernel is told) to a power of ten; then halved until a straight
        #     line is off by at most %d %% (or %d ms s, or %d s of the stale window), or to %d %%
        """
        .formatted(
            name.word(),
            EmulatedDaemon.SETTLE_NANOS / EmulatedDaemon.HOUR,
            EmulatedDaemon.FREQUENCY_PPB,
            EmulatedDaemon.OTHER_FREQUENCY_PPB,
            EmulatedDaemon.RESIDUAL_NANOS / MILLI,
            EmulatedDaemon.WATCH.toleranceNanos() / MILLI,
            EmulatedDaemon.WATCH.horizonNanos() / EmulatedDaemon.HOUR,
            EmulatedDaemon.WATCH.horizonNanos() / EmulatedDaemon.HOUR,
            daemon.undisturbedMillisSeconds(),
            TableMaker.density(name, false),
            TableMaker.density(name, true),
            TableMaker.OFF_PERCENT,
            TableMaker.OFF_MILLIS_SECONDS,
            TableMaker.OFF_STALE_NANOS / SECOND,
            TableMaker.NEAREST_PERCENT);
  }
}
