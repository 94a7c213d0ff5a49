package io.lapse.producers.qmp.live;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.qmp.MigrateReply;
import io.lapse.producers.qmp.QmpLog;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One connection to QEMU, from its greeting to its end. */
final class QmpSession {
  /** One damaged line spoils no other; so many in a row are not QEMU's. */
  private static final int REFUSED_IN_A_ROW_MAX = 100;

  /** QEMU adds up its figures within microseconds; one that never does is not asked for ever. */
  private static final int TOO_EARLY_IN_A_ROW_MAX = 100;

  private final SourceInput input;
  private final FeedDesk desk;
  private final QmpConnection connection;
  private final Patience patience;
  private final List<LedgerInput> events = new ArrayList<>();
  private boolean enablingRefused;
  private boolean asksForDowntime;
  private int refusedInARow;
  private int tooEarlyInARow;

  QmpSession(SourceInput input, FeedDesk desk, QmpConnection connection, Patience patience) {
    this.input = input;
    this.desk = desk;
    this.connection = connection;
    this.patience = patience;
  }

  /**
   * Reads until the connection ends.
   *
   * @param process names the process, given the number of its first thread
   * @throws IOException when it ends; always
   */
  void run(ProcessName process) throws IOException, InterruptedException {
    Handshake.Said said = Handshake.with(connection, desk, patience);
    String name = process.of(Objects.requireNonNull(said.answers().get(Command.CPUS)));
    QmpLog log = logOf(name);
    takeAll(said.lines(), log);
    leave(name, log);
    desk.up();
    while (true) {
      follow(name, log);
    }
  }

  /** How the process that answers is called. */
  interface ProcessName {
    String of(Answer cpus) throws IOException;
  }

  private void follow(String name, QmpLog log) throws IOException, InterruptedException {
    List<Line> lines = connection.lines(patience.retryMax());
    takeAll(lines, log);
    if (!lines.isEmpty()) {
      leave(name, log);
    }
    if (asksForDowntime) {
      asksForDowntime = false;
      connection.send(Command.MIGRATION);
    }
    if (enablingRefused && lines.isEmpty()) {
      connection.send(Command.ENABLE_EVENTS);
    }
  }

  private QmpLog logOf(String name) {
    LivePosition before = LivePosition.parse(desk.position());
    if (before == null) {
      return QmpLog.open(input, new Events(), null);
    }
    QmpLog known = QmpLog.open(input, new Events(), before.log());
    if (before.process().equals(name)) {
      return known;
    }
    if (!known.hasEnded()) {
      desk.report(
          Problem.warning(
              new Location(input.path(), 0),
              "another QEMU process answers: how the earlier one ended is not known"));
    }
    return QmpLog.open(input, new Events(), null);
  }

  private void leave(String name, QmpLog log) throws InterruptedException {
    String position = new LivePosition(name, log.memory()).toString();
    if (!events.isEmpty() || !position.equals(desk.position())) {
      desk.leave(List.copyOf(events), position);
      events.clear();
    }
  }

  private void takeAll(List<Line> lines, QmpLog log) throws IOException {
    for (Line line : lines) {
      try {
        take(line, log);
        refusedInARow = 0;
      } catch (MalformedException e) {
        desk.report(Problem.refused(line.where(), e.explanation()));
        refusedInARow++;
        if (refusedInARow > REFUSED_IN_A_ROW_MAX) {
          throw new NotQemuException(
              line.where(), "not QEMU: " + refusedInARow + " lines in a row were refused");
        }
      }
    }
  }

  private void take(Line line, QmpLog log) throws MalformedException {
    log.unseenBefore(line)
        .ifPresent(
            happened ->
                desk.report(
                    Problem.warning(
                        line.where(),
                        "while nobody listened the guest "
                            + happened
                            + ": when is not known, so it is not told")));
    log.take(line);
    Optional<Answer> answer = Answer.in(line);
    if (answer.isPresent()) {
      hear(answer.get(), line, log);
    }
  }

  private void hear(Answer answer, Line line, QmpLog log) {
    switch (answer.command()) {
      case ENABLE_EVENTS -> {
        if (answer.refusal() != null && !enablingRefused) {
          desk.report(
              Problem.warning(
                  line.where(),
                  "migrations are not told before QEMU allows it: " + answer.refusal()));
        }
        enablingRefused = answer.refusal() != null;
      }
      case MIGRATION -> {
        log.leaving(answer.tellsOfLeaving());
        tooEarlyInARow = MigrateReply.isTooEarly(answer.value()) ? tooEarlyInARow + 1 : 0;
        asksForDowntime |= tooEarlyInARow > 0 && tooEarlyInARow < TOO_EARLY_IN_A_ROW_MAX;
      }
      case CAPABILITIES, CPUS, STATUS -> {
        // The log knows what to make of them.
      }
    }
  }

  /** What the lines tell, until it is left at the desk. */
  private final class Events implements HostEventSource.Sink {
    @Override
    public void accept(LedgerInput event, Location where) {
      events.add(event);
      asksForDowntime |=
          event instanceof HostEvent.Migration moved
              && moved.status() == MigrationStatus.COMPLETED
              && moved.downtimeNanos() == null;
    }

    @Override
    public void report(Problem problem) {
      desk.report(problem);
    }
  }
}
