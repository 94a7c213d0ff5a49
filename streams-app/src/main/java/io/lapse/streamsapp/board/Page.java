package io.lapse.streamsapp.board;

import java.util.List;

/**
 * A part of a list.
 *
 * @param status of the board when it was asked
 * @param hasMore whether more follow
 */
public record Page<T>(BoardStatus status, List<T> items, boolean hasMore) {
  public Page {
    items = List.copyOf(items);
  }
}
