package io.lapse.guestconsumer;

import io.lapse.guestkernel.reaction.EmulatedGuest;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.Notice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guests that this consumer stands in for, one kernel each. What cannot be used is logged and
 * changes nothing: it is in its topic, and the ledger judges it.
 */
final class EmulatedGuests {
  private static final Logger LOG = LoggerFactory.getLogger(EmulatedGuests.class);

  private final Predicate<String> follows;
  private final Map<String, EmulatedGuest> guests = new HashMap<>();

  EmulatedGuests(Predicate<String> follows) {
    this.follows = follows;
  }

  /** A reaction of an earlier life. */
  void restore(GuestEvent.Reacted reaction) {
    if (follows.test(reaction.guest()) && reaction.origin() == ReactionOrigin.EMULATED) {
      guest(reaction.guest()).hasReacted(reaction.noticeSequence(), reaction.injectedNanos());
    }
  }

  /** Only an inventory says how a kernel stands. */
  void on(GuestEvent event) {
    if (follows.test(event.guest()) && event instanceof GuestEvent.Inventory inventory) {
      found(inventory);
    }
  }

  /** Empty if there is nothing to answer. */
  Optional<EmulatedGuest.Answer> on(Notice notice) {
    if (!follows.test(notice.guest())) {
      return Optional.empty();
    }
    try {
      return guest(notice.guest()).answer(notice);
    } catch (ArithmeticException | IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("guest", notice.guest())
          .addKeyValue("noticeSequence", notice.noticeSequence())
          .addKeyValue("reason", e.getMessage())
          .log("notice cannot be acted on, no reaction");
      return Optional.empty();
    }
  }

  private void found(GuestEvent.Inventory inventory) {
    try {
      guest(inventory.guest()).foundAt(inventory.stamp().at(), GuestInventory.kernel(inventory));
    } catch (ArithmeticException | IllegalArgumentException e) {
      LOG.atWarn()
          .addKeyValue("guest", inventory.guest())
          .addKeyValue("taiNanos", inventory.stamp().at().nanos())
          .addKeyValue("reason", e.getMessage())
          .log("inventory is of no possible kernel, not used");
    }
  }

  private EmulatedGuest guest(String name) {
    return guests.computeIfAbsent(name, EmulatedGuest::new);
  }
}
