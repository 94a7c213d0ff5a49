package io.lapse.streamsapp.board;

import io.lapse.streamsapp.board.BoardListener.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is told of changes, of the board as a whole or of one guest; at most once a second. */
final class BoardListeners {
  static final long PAUSE_NANOS = 1_000_000_000L;

  private final List<BoardListener> all = new ArrayList<>();
  private final Map<String, List<BoardListener>> byGuest = new HashMap<>();
  private final Set<String> changedGuests = new HashSet<>();
  private boolean isChanged;
  private boolean wasTold;
  private long toldNanos;

  synchronized Subscription add(BoardListener listener) {
    all.add(listener);
    return () -> remove(listener);
  }

  synchronized Subscription add(String guest, BoardListener listener) {
    byGuest.computeIfAbsent(guest, any -> new ArrayList<>()).add(listener);
    return () -> remove(guest, listener);
  }

  private synchronized void remove(BoardListener listener) {
    all.remove(listener);
  }

  private synchronized void remove(String guest, BoardListener listener) {
    List<BoardListener> listeners = byGuest.get(guest);
    if (listeners != null && listeners.remove(listener) && listeners.isEmpty()) {
      byGuest.remove(guest);
      changedGuests.remove(guest);
    }
  }

  /** Only guests that somebody listens to are remembered. */
  synchronized void change(String guest) {
    isChanged = true;
    if (byGuest.containsKey(guest)) {
      changedGuests.add(guest);
    }
  }

  /** All who listen to the board: its state is another. */
  synchronized void changeAll() {
    isChanged = true;
  }

  /** Who is to be told now; they count as told. */
  synchronized List<BoardListener> due(long nowNanos) {
    if (!isChanged || (wasTold && nowNanos - toldNanos < PAUSE_NANOS)) {
      return List.of();
    }
    List<BoardListener> due = new ArrayList<>(all);
    changedGuests.forEach(guest -> due.addAll(byGuest.getOrDefault(guest, List.of())));
    changedGuests.clear();
    isChanged = false;
    wasTold = true;
    toldNanos = nowNanos;
    return due;
  }
}
