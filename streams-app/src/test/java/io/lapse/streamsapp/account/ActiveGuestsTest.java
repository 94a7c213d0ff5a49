package io.lapse.streamsapp.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.GuestState;
import io.lapse.schemas.topic.SchemaRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActiveGuestsTest {
  private final AtomicInteger ofAll = new AtomicInteger();
  private final List<String> read = new ArrayList<>();
  private final ActiveGuests guests = new ActiveGuests(2, ofAll);

  private Guest stored(String name) {
    read.add(name);
    return new Guest(GuestState.empty(name), SchemaRelease.NEWEST);
  }

  private void find(ActiveGuests task, String... names) {
    for (String name : names) {
      task.computeIfAbsent(name, this::stored);
    }
  }

  @Test
  void guest_thatWasActiveLast_isNotReadAgain() {
    find(guests, "a", "b", "a", "c", "a", "b");

    assertThat(read).containsExactly("a", "b", "c", "b");
    assertThat(ofAll).hasValue(2);
  }

  @Test
  void limit_isOneForAllTasks_andEachKeepsItsLast() {
    ActiveGuests other = new ActiveGuests(2, ofAll);
    find(guests, "a", "b");

    find(other, "x", "y", "y");
    assertThat(other.size()).isEqualTo(1);
    find(guests, "c", "c");

    assertThat(read).containsExactly("a", "b", "x", "y", "c");
    assertThat(guests.size()).isEqualTo(2);
  }

  @Test
  void taskThatLeaves_takesItsGuestsAlong() {
    find(guests, "a", "b");

    guests.clear();

    assertThat(ofAll).hasValue(0);
    assertThat(guests.size()).isZero();
  }
}
