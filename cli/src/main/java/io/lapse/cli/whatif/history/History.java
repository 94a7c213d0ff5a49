package io.lapse.cli.whatif.history;

import java.util.List;

/**
 * Events, and where they come from.
 *
 * @param sources as the user named them
 * @param parts in the order in which the user named them; they can be read side by side
 * @param mayBeByGuest whether it is worth a try to read it guest by guest
 * @param bytes how large its files are; 0 if it has none
 * @param before what was wrong before anything was read
 */
public record History(
    List<String> sources, List<Part> parts, boolean mayBeByGuest, long bytes, Findings before) {
  public History {
    sources = List.copyOf(sources);
    parts = List.copyOf(parts);
  }
}
