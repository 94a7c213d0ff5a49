package io.lapse.producers.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an input is written. */
public enum Format {
  /** The QMP log of one QEMU process. */
  QMP(Speaker.HOST),
  /** Lapse's own JSON lines. */
  JSONL(Speaker.EACH_EVENT),
  /** Lapse's own records, in an Avro container file. */
  AVRO(Speaker.EACH_EVENT),
  /** What {@code virsh event} prints on one host, of all its guests. */
  LIBVIRT(Speaker.HOST_OF_MANY),
  /** The event monitor of one Cloud Hypervisor process, whose clock counts from its start. */
  CLOUD_HYPERVISOR(Speaker.HOST),
  /** The {@code vmware.log} of one virtual machine. */
  VMWARE(Speaker.HOST),
  /** Migration objects of KubeVirt, YAML or JSON. */
  KUBEVIRT(Speaker.EACH_EVENT),
  /** Events of Lapse's kinds in the envelope of CloudEvents, JSON. */
  CLOUDEVENTS(Speaker.EACH_EVENT),
  /** Samples of {@code /proc/timer_list}. */
  TIMER_LIST(Speaker.GUEST),
  /** What a guest is, and its timers at one instant: one JSON object. */
  PROFILE(Speaker.GUEST),
  /** Lines of {@code chronyc -c tracking}. */
  CHRONY(Speaker.GUEST),
  /** Readings of the kernel's NTP state. */
  ADJTIMEX(Speaker.GUEST);

  /** Who tells: whose clock stamps the events, and who must be named with the file. */
  private enum Speaker {
    /** A host, of one guest: its events name neither. */
    HOST,
    /** A host, of all its guests: its events name the guest. */
    HOST_OF_MANY,
    /** A guest, of itself: its events do not name it, and it may not know its host. */
    GUEST,
    /** Whoever each event names. */
    EACH_EVENT
  }

  private final Speaker speaker;

  Format(Speaker speaker) {
    this.speaker = speaker;
  }

  /** Whether the host must be stated with the input, because the events do not carry it. */
  boolean needsHost() {
    return speaker == Speaker.HOST || speaker == Speaker.HOST_OF_MANY;
  }

  /** Whether the guest must be stated with the input, because the events do not carry it. */
  boolean needsGuest() {
    return speaker == Speaker.HOST || speaker == Speaker.GUEST;
  }

  /** Whether all events are stamped by one clock, whose bound is to be stated with the input. */
  boolean isOfOneClock() {
    return speaker != Speaker.EACH_EVENT;
  }

  /** Whether one file may be listed for one guest, and again for another. */
  boolean isOfManyGuests() {
    return speaker == Speaker.HOST_OF_MANY;
  }

  /** Whether a guest tells of itself, by its own clock. */
  boolean isToldByGuest() {
    return speaker == Speaker.GUEST;
  }

  /** The keys of an entry that this format has no use for. */
  List<String> keysWithoutEffect() {
    return switch (this) {
      case QMP, JSONL, LIBVIRT, CLOUD_HYPERVISOR, VMWARE, CLOUDEVENTS -> List.of();
      case KUBEVIRT -> List.of("host", "counter_while_paused");
      case AVRO -> List.of("guest", "clock_error_ns", "counter_while_paused");
      case TIMER_LIST -> List.of("tai_offset_s", "counter_while_paused");
      case PROFILE -> List.of("tai_offset_s");
      case CHRONY, ADJTIMEX -> List.of("tai_ns", "tai_offset_s", "counter_while_paused");
    };
  }

  /** Why it has none. */
  String whyWithoutEffect() {
    return this == AVRO ? "each record states it" : "none of its events depends on it";
  }

  /** Whether its stamps count from an instant that only the entry can state. */
  boolean countsFromAnchor() {
    return this == CLOUD_HYPERVISOR;
  }

  /** Whether an entry may state an instant that holds for the whole file. */
  boolean isOfOneInstant() {
    return this == TIMER_LIST || this == PROFILE;
  }

  /** The word for it in a manifest. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Format> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Format::word).collect(Collectors.joining(", "));
  }
}
