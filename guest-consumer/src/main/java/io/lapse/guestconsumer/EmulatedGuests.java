package io.lapse.guestconsumer;

import io.lapse.guestkernel.reaction.EmulatedGuest;
import io.lapse.guestkernel.reaction.NoticeReaction;
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
  private final GuestMeters meters;
  private final Map<String, Guest> guests = new HashMap<>();

  /** What a guest did, and what it said about itself. */
  private static final class Guest {
    final EmulatedGuest emulated;
    final GuestMemory memory = new GuestMemory();

    Guest(String name) {
      emulated = new EmulatedGuest(name);
    }
  }

  EmulatedGuests(Predicate<String> follows, GuestMeters meters) {
    this.follows = follows;
    this.meters = meters;
  }

  /** A reaction of an earlier life. */
  void restore(GuestEvent.Reacted reaction) {
    if (follows.test(reaction.guest()) && reaction.origin() == ReactionOrigin.EMULATED) {
      guest(reaction.guest())
          .emulated
          .hasReacted(reaction.noticeSequence(), reaction.injectedNanos());
    }
  }

  /** What a guest says about itself. */
  void on(GuestEvent event) {
    if (!follows.test(event.guest())) {
      return;
    }
    GuestMemory memory = guest(event.guest()).memory;
    boolean wasProfiled = memory.isProfiled();
    memory.on(event).ifPresent(reason -> refused(event, reason));
    if (memory.isProfiled() && !wasProfiled) {
      meters.guestStatedItsProfile();
    }
  }

  private void refused(GuestEvent event, String reason) {
    LOG.atWarn()
        .addKeyValue("guest", event.guest())
        .addKeyValue("taiNanos", event.stamp().at().nanos())
        .addKeyValue("reason", reason)
        .log("inventory is of no possible kernel, not used");
    meters.impossibleInventory();
  }

  /** Empty if there is nothing to answer. */
  Optional<NoticeReaction.Answer> on(Notice notice) {
    if (!follows.test(notice.guest())) {
      return Optional.empty();
    }
    Guest guest = guest(notice.guest());
    if (guest.emulated.hasAnswered(notice)) {
      meters.noticed(NoticeOutcome.ALREADY_ANSWERED);
      return Optional.empty();
    }
    try {
      return guest.emulated.answer(notice, guest.memory.known(notice));
    } catch (ArithmeticException | IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("guest", notice.guest())
          .addKeyValue("noticeSequence", notice.noticeSequence())
          .addKeyValue("reason", e.getMessage())
          .log("notice cannot be acted on, no reaction");
      meters.noticed(NoticeOutcome.IMPOSSIBLE);
      return Optional.empty();
    }
  }

  private Guest guest(String name) {
    return guests.computeIfAbsent(
        name,
        unknown -> {
          meters.guest(false);
          return new Guest(unknown);
        });
  }
}
