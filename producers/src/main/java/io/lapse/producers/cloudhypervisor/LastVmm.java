package io.lapse.producers.cloudhypervisor;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineHandler;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceFile;
import io.lapse.producers.source.SourceInput;

/** What a whole file shows of the VMM that wrote to it last. */
final class LastVmm implements MonitorRecords, LineHandler {
  /** Whoever reads the file for its events complains of what is wrong with it. */
  private static final HostEventSource.Sink NOBODY =
      new HostEventSource.Sink() {
        @Override
        public void accept(LedgerInput input, Location where) {
          throw new IllegalStateException("nothing is told here: " + input);
        }

        @Override
        public void report(Problem problem) {
          // See above.
        }
      };

  private final CloudHypervisorLog log;
  private final VmmStamps stamps = new VmmStamps();
  private final Location wanted;
  private final long wantedNanos;
  private boolean isThere;
  private long line;
  private boolean isWhole;
  private long lastNanos;

  private LastVmm(SourceInput input, Location wanted, long wantedNanos) {
    this.log = CloudHypervisorLog.of(input, NOBODY, this);
    this.wanted = wanted;
    this.wantedNanos = wantedNanos;
  }

  /**
   * Reads a file from its beginning.
   *
   * @param wanted where a record is to begin
   * @param wantedNanos what its stamp is to show
   */
  static LastVmm in(SourceInput input, Location wanted, long wantedNanos) {
    LastVmm last = new LastVmm(input, wanted, wantedNanos);
    new SourceFile(input, "an event monitor", CloudHypervisorSource.FORM).read(NOBODY, last);
    return last;
  }

  @Override
  public boolean take(Line line) throws MalformedException {
    isWhole = false;
    log.take(line);
    return true;
  }

  @Override
  public void take(MonitorEvent event, Location where) throws MalformedException {
    long sinceStartNanos = event.sinceStartNanos();
    if (stamps.beginAnew(event, sinceStartNanos, where)) {
      line = where.line();
    }
    isThere |= where.line() == wanted.line() && sinceStartNanos == wantedNanos;
    isWhole = !stamps.isDoubtful();
    lastNanos = sinceStartNanos;
  }

  /** Whether the record that was wanted is there. */
  boolean isThere() {
    return isThere;
  }

  /** The line at which its records begin. */
  long line() {
    return line;
  }

  /** Whether the file ends with a whole record. */
  boolean isWhole() {
    return isWhole;
  }

  /** The stamp of the last whole record, in ns since the VMM's start. */
  long lastNanos() {
    return lastNanos;
  }

  @Override
  public void end() {
    // Nothing waits for what follows.
  }

  @Override
  public ReaderMemory memory() {
    return ReaderMemory.empty();
  }
}
