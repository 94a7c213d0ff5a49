package io.lapse.producers;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import java.util.ArrayList;
import java.util.List;

/** All that a source told, in order. */
public final class Told implements HostEventSource.Sink {
  private final List<LedgerInput> inputs = new ArrayList<>();
  private final List<Location> locations = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Reads {@code source} to its end. */
  public static Told by(HostEventSource source) {
    Told told = new Told();
    source.read(told);
    return told;
  }

  @Override
  public void accept(LedgerInput input, Location where) {
    inputs.add(input);
    locations.add(where);
  }

  @Override
  public void report(Problem problem) {
    problems.add(problem);
  }

  public List<LedgerInput> inputs() {
    return inputs;
  }

  /** Where the inputs stand, one each. */
  public List<Location> locations() {
    return locations;
  }

  public List<Problem> problems() {
    return problems;
  }

  public List<Problem> refusals() {
    return problems.stream()
        .filter(problem -> problem.severity() == Problem.Severity.REFUSED)
        .toList();
  }

  public List<String> ids() {
    return inputs.stream().map(input -> input.id().hex()).toList();
  }
}
