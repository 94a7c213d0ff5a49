package io.lapse.producers.qmp.live;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.Line;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The beginning of a connection: greeting, capabilities, and the questions of who answers and where
 * it stands. What comes meanwhile is held until it is known whose events these are.
 */
final class Handshake {
  /** What QEMU says meanwhile is some kilobytes. */
  private static final int BYTES_MAX = 4 << 20;

  private static final List<Command> QUESTIONS =
      List.of(Command.ENABLE_EVENTS, Command.CPUS, Command.STATUS, Command.MIGRATION);

  private final QmpConnection connection;
  private final FeedDesk desk;
  private final Patience patience;
  private final Deque<Line> coming = new ArrayDeque<>();
  private final List<Line> held = new ArrayList<>();
  private final Map<Command, Answer> answers = new EnumMap<>(Command.class);

  private Handshake(QmpConnection connection, FeedDesk desk, Patience patience) {
    this.connection = connection;
    this.desk = desk;
    this.patience = patience;
  }

  /**
   * What was said.
   *
   * @param lines all that came, in order
   * @param answers one to each command
   */
  record Said(List<Line> lines, Map<Command, Answer> answers) {}

  /** Waits for all answers, however long they take. */
  static Said with(QmpConnection connection, FeedDesk desk, Patience patience)
      throws IOException, InterruptedException {
    Handshake handshake = new Handshake(connection, desk, patience);
    handshake.greeting();
    handshake.ask(List.of(Command.CAPABILITIES));
    handshake.ask(QUESTIONS);
    handshake.held.addAll(handshake.coming);
    return new Said(handshake.held, handshake.answers);
  }

  private void greeting() throws IOException, InterruptedException {
    Line first = next("no greeting: a monitor of QEMU serves one client at a time");
    String expected = "expected the greeting {\"QMP\": ...} first, found ";
    try {
      if (!Answer.isGreeting(first)) {
        throw new NotQemuException(
            first.where(), "not QEMU: " + expected + MalformedException.excerpt(first.text()));
      }
    } catch (MalformedException e) {
      throw new NotQemuException(
          first.where(), "not QEMU: " + expected + "a line that is " + e.explanation());
    }
    held.add(first);
  }

  private void ask(List<Command> commands) throws IOException, InterruptedException {
    for (Command command : commands) {
      connection.send(command);
    }
    while (!answers.keySet().containsAll(commands)) {
      Line line = next("no answer to " + commands.get(0).word() + " yet");
      held.add(line);
      try {
        Answer.in(line).ifPresent(answer -> answers.put(answer.command(), answer));
      } catch (MalformedException e) {
        // Whoever takes the held lines meets it again, and reports it.
      }
    }
    Answer capabilities = answers.get(Command.CAPABILITIES);
    if (capabilities != null && capabilities.refusal() != null) {
      throw new IOException("qmp_capabilities is refused: " + capabilities.refusal());
    }
  }

  /** The next line; {@code silence} says what is missing while none comes. */
  private Line next(String silence) throws IOException, InterruptedException {
    boolean told = false;
    long begin = System.nanoTime();
    while (coming.isEmpty()) {
      if (connection.bytes() > BYTES_MAX) {
        throw new NotQemuException(
            connection.next(), "not QEMU: more than " + BYTES_MAX + " bytes before it answers");
      }
      coming.addAll(connection.lines(patience.answer()));
      boolean late = System.nanoTime() - begin > patience.answer().toNanos();
      if (coming.isEmpty() && late && !told) {
        desk.down(silence);
        told = true;
      }
    }
    return coming.remove();
  }
}
