package io.lapse.whatif.report;

import java.util.List;

/**
 * Where a history came from, and how it was read.
 *
 * @param sources as the user named them: files, a topic and its brokers, or a generated fleet
 * @param refused lines, records or files that could not be taken
 * @param handling what was done to bring each guest's events together
 * @param missing what is not in the history though it should be, one sentence each; empty if it is
 *     whole. A partial history never passes for a whole one
 */
public record Provenance(
    List<String> sources, long refused, Handling handling, List<String> missing) {
  /** How the events of each guest were brought together. */
  public enum Handling {
    /** The input was sorted by guest: one guest at a time was in memory. */
    BY_GUEST,
    /** All events were in memory. */
    IN_MEMORY,
    /** There were more events than memory: they were spilled to disk. */
    SPILLED
  }

  public Provenance {
    sources = List.copyOf(sources);
    missing = List.copyOf(missing);
  }

  /** Whether the answer is about a part of the history only. */
  public boolean isPartial() {
    return !missing.isEmpty();
  }
}
