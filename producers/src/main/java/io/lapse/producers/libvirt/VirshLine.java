package io.lapse.producers.libvirt;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.MalformedException;
import io.lapse.schemas.codec.InputLimits;

/**
 * One event that virsh printed: its first line.
 *
 * @param event its name, as in {@code lifecycle}
 * @param domain whom it is about; empty where this adapter has no use for the event
 * @param says what follows the domain's name; empty if nothing does
 */
record VirshLine(TaiInstant at, String event, String domain, String says) {
  /** What virsh says of itself when it is stopped. */
  private static final String INTERRUPTED = "event loop interrupted";

  private static final String TIMED_OUT = "event loop timed out";
  private static final String COUNT = "events received: ";

  private static final String EVENT = ": event '";
  private static final String UNSTAMPED = "event '";
  private static final String DOMAIN = "' for domain '";
  private static final String SAYS = "':";

  /** Whether the line belongs to the event before it. */
  static boolean isContinuation(String text) {
    return text.startsWith("\t");
  }

  /** Whether virsh says something of itself. */
  static boolean isRemark(String text) {
    return text.equals(INTERRUPTED) || text.equals(TIMED_OUT) || text.startsWith(COUNT);
  }

  /** Whether it looks like an event, be it whole or not. */
  static boolean isEvent(String text) {
    int end = text.indexOf(EVENT);
    return end > 0 && VirshTimestamp.hasForm(text.substring(0, end));
  }

  /** The event in a line that is neither a continuation nor a remark. */
  static VirshLine parse(String text) throws MalformedException {
    int event = text.indexOf(EVENT);
    if (event < 0) {
      throw new MalformedException(whyNone(text));
    }
    TaiInstant at = VirshTimestamp.read(text.substring(0, event));
    int domain = text.indexOf(DOMAIN, event);
    if (domain < 0) {
      throw cutOff(text);
    }
    String name = text.substring(event + EVENT.length(), domain);
    String rest = text.substring(domain + DOMAIN.length());
    return switch (name) {
      case "lifecycle", "job-completed", "migration-iteration", "rtc-change", "watchdog" ->
          saying(at, name, rest, text);
      case "reboot" -> alone(at, name, rest, text);
      default -> new VirshLine(at, name, "", "");
    };
  }

  /** A domain's name may hold quotes and colons; what follows it here holds no {@code ':}. */
  private static VirshLine saying(TaiInstant at, String name, String rest, String text)
      throws MalformedException {
    int end = rest.lastIndexOf(SAYS);
    if (end < 0) {
      throw cutOff(text);
    }
    String says = rest.substring(end + SAYS.length()).strip();
    if (says.isEmpty() != name.equals("job-completed")) {
      throw cutOff(text);
    }
    return new VirshLine(at, name, domain(rest.substring(0, end)), says);
  }

  private static VirshLine alone(TaiInstant at, String name, String rest, String text)
      throws MalformedException {
    if (!rest.endsWith("'")) {
      throw cutOff(text);
    }
    return new VirshLine(at, name, domain(rest.substring(0, rest.length() - 1)), "");
  }

  private static String domain(String name) throws MalformedException {
    if (name.isEmpty()) {
      throw new MalformedException("the domain has no name: expected a text that is not empty");
    }
    if (InputLimits.isTooLong(name)) {
      throw new MalformedException(
          "the domain's name must be at most "
              + InputLimits.TEXT_BYTES_MAX
              + " bytes of UTF-8: "
              + MalformedException.excerpt(name));
    }
    return name;
  }

  private static MalformedException cutOff(String text) {
    return new MalformedException(
        "cut off: expected a whole event of virsh, found: " + MalformedException.excerpt(text));
  }

  /** Why a line states no event, in words for whoever recorded it. */
  static String whyNone(String text) {
    String found = "found: " + MalformedException.excerpt(text);
    if (text.startsWith(UNSTAMPED)) {
      return "an event without time: expected virsh event with --timestamp, " + found;
    }
    if (text.contains(": event ") && text.contains(" for domain ")) {
      return "a monitor's event: expected virsh event, not virsh qemu-monitor-event, " + found;
    }
    return "not an event of virsh: expected TIME: event 'NAME' for domain 'NAME', in English"
        + " (LC_ALL=C), "
        + found;
  }
}
