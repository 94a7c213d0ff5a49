package io.lapse.producers;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.InputOrder;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recorded inputs, read whole and put into the order in which they are sent. */
public final class Recordings {
  private Recordings() {}

  /**
   * What was read.
   *
   * @param inputs in {@link InputOrder#PUBLISH}; an event that was stated twice is there twice
   * @param problems in the order of the inputs, then of the lines
   * @param duplicates how many inputs repeat an earlier one
   * @param locations the first line that stated each event
   */
  public record Reading(
      List<LedgerInput> inputs,
      List<Problem> problems,
      long duplicates,
      Map<EventId, Location> locations) {

    public Reading {
      inputs = List.copyOf(inputs);
      problems = List.copyOf(problems);
      locations = Map.copyOf(locations);
    }

    /** Which line stated the event; empty if none of these inputs did. */
    public Optional<Location> where(EventId event) {
      return Optional.ofNullable(locations.get(event));
    }
  }

  /** Reads all inputs of a manifest; its own problems come first. */
  public static Reading read(Manifest manifest) {
    return read(manifest.inputs(), manifest.problems());
  }

  /** Reads all inputs. */
  public static Reading read(List<SourceInput> inputs) {
    return read(inputs, List.of());
  }

  private static Reading read(List<SourceInput> inputs, List<Problem> problems) {
    Collector collector = new Collector(problems);
    inputs.forEach(input -> Sources.of(input).read(collector));
    return collector.reading();
  }

  private static final class Collector implements HostEventSource.Sink {
    private final List<LedgerInput> inputs = new ArrayList<>();
    private final List<Problem> problems;
    private final Map<EventId, Location> locations = new HashMap<>();

    private Collector(List<Problem> problems) {
      this.problems = new ArrayList<>(problems);
    }

    @Override
    public void accept(LedgerInput input, Location where) {
      inputs.add(input);
      locations.putIfAbsent(input.id(), where);
    }

    @Override
    public void report(Problem problem) {
      problems.add(problem);
    }

    private Reading reading() {
      inputs.sort(InputOrder.PUBLISH);
      return new Reading(inputs, problems, (long) inputs.size() - locations.size(), locations);
    }
  }
}
