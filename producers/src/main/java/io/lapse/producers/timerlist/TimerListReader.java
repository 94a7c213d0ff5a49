package io.lapse.producers.timerlist;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.GuestEnvelopes;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineHandler;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The samples in a file, one after the other.
 *
 * <pre>
 *   Timer List Version: ...   HRTIMER_MAX_CLOCK_BASES: N   now at N nsecs
 *     cpu: 0  ... jiffies: N        CpuSection, one for each CPU that is online
 *     cpu: 1  ... jiffies: N
 *     Tick Device: ...              one for each of these CPUs: every timer has been told
 *   Timer List Version: ...
 * </pre>
 *
 * <p>A sample is whole or it is left out: one that lacks timers would understate what expires. So
 * each CPU must be told to its end, and something must follow the last one. A kernel that prints
 * offsets has high-resolution timers, and with them both the tick's figures, which end in {@code
 * jiffies}, and tick devices (kernel/time/Kconfig).
 */
final class TimerListReader implements LineHandler {
  private static final String HEADER = "Timer List Version: ";
  private static final List<String> VERSIONS = List.of("v0.8", "v0.9", "v0.10", "v0.11");
  private static final Pattern BASES = Pattern.compile("HRTIMER_MAX_CLOCK_BASES: (\\d{1,9})");
  private static final Pattern NOW = Pattern.compile("now at (-?\\d{1,20}) nsecs");
  private static final Pattern CPU = Pattern.compile("cpu: (\\d{1,9})");
  private static final Pattern DEVICE_OF_CPU = Pattern.compile("Per CPU device: (\\d{1,9})");

  /** What vendors add to the header, and all that is told of a tick device. */
  private static final Pattern NAMED = Pattern.compile("[ \\w]+: +\\S.*|Broadcast device");

  private enum Place {
    /** No sample has begun. */
    START,
    /** Behind damage: the next header is awaited. */
    DAMAGED,
    VERSION,
    BASES,
    NOW,
    CPU,
    DEVICES
  }

  private final SourceInput input;
  private final HostEventSource.Sink sink;
  private Place place = Place.START;
  private int samples;
  private Location begun;
  private Location last;
  private int bases;
  private @Nullable Sample sample;
  private @Nullable CpuSection cpu;
  private GuestEvent.@Nullable Inventory told;

  TimerListReader(SourceInput input, HostEventSource.Sink sink) {
    this.input = input;
    this.sink = sink;
    this.begun = new Location(input.path(), 0);
    this.last = begun;
  }

  @Override
  public boolean take(Line line) throws MalformedException {
    last = line.where();
    try {
      String text = line.text();
      if (text.startsWith(HEADER)) {
        end("found: " + ListLine.excerpt(text));
        begin(text.substring(HEADER.length()));
      } else {
        read(text);
      }
    } catch (MalformedException e) {
      throw damaged(e);
    }
    return true;
  }

  /** Nothing follows. */
  void end() {
    end("found the end of the file");
  }

  private void end(String found) {
    if (place == Place.DEVICES) {
      accept();
    } else if (place != Place.START && place != Place.DAMAGED) {
      String message = "cut off: expected " + expected() + ", " + found;
      sink.report(Problem.refused(last, leftOut(message).explanation()));
    }
  }

  private void begin(String version) throws MalformedException {
    begun = last;
    place = Place.DAMAGED;
    if (!VERSIONS.contains(version)) {
      throw new MalformedException(
          "Timer List Version must be one of "
              + String.join(", ", VERSIONS)
              + ": "
              + MalformedException.excerpt(version)
              + "; this sample is left out");
    }
    samples++;
    if (samples > 1 && input.takenAt() != null) {
      throw new MalformedException(
          "tai_ns of this input is the instant of one sample, found another: expected one sample;"
              + " this one is left out");
    }
    place = Place.VERSION;
  }

  private void read(String line) throws MalformedException {
    switch (place) {
      case START -> throw notATimerList(line);
      case DAMAGED -> {}
      case VERSION -> readBases(line);
      case BASES -> readNow(line);
      case NOW -> {
        if (CPU.matcher(line).matches() || !NAMED.matcher(line).matches()) {
          beginCpu(line);
        }
      }
      case CPU -> readCpu(line);
      case DEVICES -> readDevice(line);
    }
  }

  private MalformedException notATimerList(String line) {
    place = Place.DAMAGED;
    return new MalformedException(
        "not a timer list: expected " + HEADER + "... first, found: " + ListLine.excerpt(line));
  }

  private void readBases(String line) throws MalformedException {
    bases = Integer.parseInt(ListLine.matching(BASES, line, expected()).group(1));
    if (bases != 4 && bases != 8) {
      throw new MalformedException("HRTIMER_MAX_CLOCK_BASES must be 4 or 8: " + bases);
    }
    place = Place.BASES;
  }

  private void readNow(String line) throws MalformedException {
    long now = ListLine.nanos(ListLine.matching(NOW, line, expected()).group(1));
    sample = new Sample(new GuestEnvelopes(input), now);
    cpu = null;
    place = Place.NOW;
  }

  private void readCpu(String line) throws MalformedException {
    CpuSection section = Objects.requireNonNull(cpu);
    if (!section.isDone()) {
      section.take(line);
    } else if (line.startsWith("Tick Device: ")) {
      told = Objects.requireNonNull(sample).inventory();
      place = Place.DEVICES;
      readDevice(line);
    } else {
      beginCpu(line);
    }
  }

  /** CPUs come in ascending order, each once. */
  private void beginCpu(String line) throws MalformedException {
    int number = Integer.parseInt(ListLine.matching(CPU, line, expected()).group(1));
    if (cpu != null && number <= cpu.cpu()) {
      throw ListLine.unexpected(expected(), line);
    }
    cpu = new CpuSection(Objects.requireNonNull(sample), number, bases);
    place = Place.CPU;
  }

  private void readDevice(String line) throws MalformedException {
    requireTold(DEVICE_OF_CPU.matcher(line));
    Matcher other = CPU.matcher(line);
    requireTold(other);
    if (other.matches() || !NAMED.matcher(line).matches()) {
      throw ListLine.unexpected(expected(), line);
    }
  }

  private void requireTold(Matcher found) throws MalformedException {
    if (found.matches()
        && !Objects.requireNonNull(sample).tells(Integer.parseInt(found.group(1)))) {
      throw leftOut(
          "the timers of cpu "
              + found.group(1)
              + " are missing: expected each CPU before the tick devices");
    }
  }

  /** Up to the tick devices damage costs the sample; behind them it costs nothing. */
  private MalformedException damaged(MalformedException e) {
    return switch (place) {
      case START, DAMAGED -> e;
      case VERSION, BASES, NOW, CPU -> leftOut(e.explanation());
      case DEVICES -> {
        accept();
        place = Place.DAMAGED;
        yield e;
      }
    };
  }

  private MalformedException leftOut(String message) {
    place = Place.DAMAGED;
    return new MalformedException(
        message + "; the sample that begins in line " + begun.line() + " is left out");
  }

  private void accept() {
    sink.accept(Objects.requireNonNull(told), begun);
    told = null;
  }

  private String expected() {
    return switch (place) {
      case START, DAMAGED -> HEADER + "...";
      case VERSION -> "HRTIMER_MAX_CLOCK_BASES: N";
      case BASES -> "now at N nsecs";
      case NOW -> "cpu: N";
      case CPU ->
          Objects.requireNonNull(cpu).isDone()
              ? "another cpu: N, or Tick Device: ..."
              : Objects.requireNonNull(cpu).expected();
      case DEVICES -> "a tick device, or " + HEADER + "...";
    };
  }
}
