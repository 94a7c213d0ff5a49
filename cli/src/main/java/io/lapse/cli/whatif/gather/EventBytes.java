package io.lapse.cli.whatif.gather;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Events as the topics have them. Safe for use by several threads. */
final class EventBytes {
  private static final byte HOST = 'h';
  private static final byte GUEST = 'g';

  private final Topic<HostEvent> hosts = Topics.standard().hostEvents();
  private final Topic<GuestEvent> guests = Topics.standard().guestEvents();
  private final Serializer<HostEvent> hostWriter = hosts.valueSerde().serializer();
  private final Serializer<GuestEvent> guestWriter = guests.valueSerde().serializer();
  private final Deserializer<HostEvent> hostReader = hosts.valueSerde().deserializer();
  private final Deserializer<GuestEvent> guestReader = guests.valueSerde().deserializer();

  /** Which of the two it is. */
  static byte kind(LedgerInput input) {
    return input instanceof HostEvent ? HOST : GUEST;
  }

  byte[] write(LedgerInput input) {
    if (input instanceof HostEvent event) {
      return hostWriter.serialize(hosts.name(), event);
    }
    if (input instanceof GuestEvent event) {
      return guestWriter.serialize(guests.name(), event);
    }
    throw new IllegalArgumentException("input must be a host or a guest event: " + input);
  }

  LedgerInput read(byte kind, byte[] bytes) {
    return kind == HOST
        ? hostReader.deserialize(hosts.name(), bytes)
        : guestReader.deserialize(guests.name(), bytes);
  }
}
