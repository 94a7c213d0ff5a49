package io.lapse.cli.emulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.lapse.cli.text.Printable;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.scenario.Operation;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import io.lapse.guestkernel.timer.TimerQueue;
import io.lapse.producers.json.MalformedException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scenario, value by value: it may have a million timers. Whatever is wrong is complained
 * of, not only the first.
 */
final class ScenarioReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private static final String SCENARIO = "scenario";
  private static final String FIELDS = "guest, start, timers, operations";

  /** What a recorded case has beside its scenario. */
  private static final Set<String> NOTES =
      Set.of("name", "about", "source", "observed", "not_modelled");

  /** A read of a timer, to be looked at when all timers are known. */
  private record Wanted(Fields fields, List<String> timers) {}

  private final JsonParser parser;
  private final Complaints complaints;
  private final List<Timer> timers = new ArrayList<>();
  private final Map<String, Integer> indexById = new HashMap<>();
  private final BitSet sleeps = new BitSet();
  private final List<WrittenScenario.Step> steps = new ArrayList<>();
  private final List<Wanted> reads = new ArrayList<>();
  private @Nullable KernelBuild build;
  private StartFields.@Nullable Shown start;

  private ScenarioReader(JsonParser parser, Complaints complaints) {
    this.parser = parser;
    this.complaints = complaints;
  }

  /**
   * The scenario in a stream; null if there was something to complain of.
   *
   * @throws IOException if the stream cannot be read
   */
  static @Nullable WrittenScenario read(InputStream in, Complaints complaints) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      return new ScenarioReader(parser, complaints).whole();
    } catch (JsonEOFException e) {
      complaints.add(line(e), "cut off; expected a whole JSON object");
    } catch (JsonProcessingException e) {
      complaints.add(
          line(e),
          "not JSON at column "
              + column(e)
              + ": "
              + Printable.of(e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (CharConversionException e) {
      complaints.add(1, "not UTF-8; expected one JSON object");
    }
    return null;
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
  }

  private static int column(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
  }

  private @Nullable WrittenScenario whole() throws IOException {
    if (parser.nextToken() == null) {
      complaints.add(1, "empty; expected one JSON object");
      return null;
    }
    scenario("$");
    if (parser.nextToken() != null) {
      complaints.add(line(), "expected nothing after the JSON object");
    }
    checkReads();
    if (complaints.count() > 0 || build == null || start == null) {
      return null;
    }
    KernelStart kernel = new KernelStart(build, start.clocks(), start.ntp(), timers);
    return new WrittenScenario(kernel, steps);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** The object that begins at the parser's token. */
  private void scenario(String path) throws IOException {
    int line = line();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      complaints.add(
          line, path, "expected an object, found " + Json.read(parser, path, complaints).shown());
      return;
    }
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String place = Json.pathOf(path, name);
      if (!seen.add(name)) {
        complaints.add(line(), place, "stated twice; expected each name once");
        parser.nextToken();
        parser.skipChildren();
      } else {
        field(name, path, place);
      }
    }
    if (seen.contains(SCENARIO)) {
      checkAlone(seen, line, path);
    } else {
      checkComplete(seen, line, path);
    }
  }

  private void field(String name, String path, String place) throws IOException {
    int nameLine = line();
    parser.nextToken();
    boolean isCase = path.equals("$");
    switch (name) {
      case "guest" -> build = GuestFields.read(fields(place));
      case "start" -> start = StartFields.read(fields(place));
      case "timers" -> each(place, this::timer);
      case "operations" -> each(place, this::operation);
      default -> {
        if (isCase && name.equals(SCENARIO)) {
          scenario(place);
          return;
        }
        if (!isCase || !NOTES.contains(name)) {
          complaints.add(nameLine, place, "unknown field; expected one of " + FIELDS);
        }
        parser.skipChildren();
      }
    }
  }

  private void checkComplete(Set<String> seen, int line, String path) {
    for (String name : List.of("guest", "start", "operations")) {
      if (!seen.contains(name)) {
        String expected = name.equals("operations") ? "a list" : "an object";
        complaints.add(line, Json.pathOf(path, name), "missing; expected " + expected);
      }
    }
  }

  private void checkAlone(Set<String> seen, int line, String path) {
    for (String name : FIELDS.split(", ", -1)) {
      if (seen.contains(name)) {
        complaints.add(
            line, Json.pathOf(path, name), "expected it in " + Json.pathOf(path, SCENARIO));
      }
    }
  }

  private Fields fields(String path) throws IOException {
    return Fields.of(Json.read(parser, path, complaints), path, complaints);
  }

  /** What is done with an element of a list. */
  private interface Element {
    void take(Fields fields, int index);
  }

  /** The list that begins at the parser's token, one element at a time. */
  private void each(String path, Element element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      complaints.add(
          line(), path, "expected a list, found " + Json.read(parser, path, complaints).shown());
      return;
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      element.take(fields(path + "[" + i + "]"), i);
    }
  }

  private void timer(Fields fields, int index) {
    Timer timer = TimerFields.read(fields);
    String id = fields.textGiven("id");
    if (index == TimerQueue.TIMERS_MAX) {
      fields.complain("id", "expected at most " + TimerQueue.TIMERS_MAX + " timers");
    }
    Integer first = id == null ? null : indexById.putIfAbsent(id, index);
    if (first != null) {
      fields.complain(
          "id",
          "expected an id of its own, found that of "
              + fields.path().replaceFirst("[0-9]+]$", first + "]"));
    } else if (timer != null) {
      sleeps.set(index, timer.kind() == TimerKind.NANOSLEEP);
      timers.add(timer);
    }
  }

  private void operation(Fields fields, int index) {
    Operation operation = OperationFields.read(fields);
    if (operation instanceof Operation.Read read) {
      reads.add(new Wanted(fields, read.timers()));
    }
    if (operation != null) {
      steps.add(new WrittenScenario.Step(fields.text("op"), fields.path(), operation));
    }
  }

  private void checkReads() {
    for (Wanted wanted : reads) {
      for (int i = 0; i < wanted.timers().size(); i++) {
        String id = wanted.timers().get(i);
        Integer index = indexById.get(id);
        String name = "timers[" + i + "]";
        if (index == null) {
          String shown = MalformedException.excerpt(id);
          wanted.fields().complain(name, "expected the id of a timer, found \"" + shown + '"');
        } else if (sleeps.get(index)) {
          wanted.fields().complain(name, "expected a timerfd or a POSIX timer, found a sleep");
        }
      }
    }
  }
}
