package io.lapse.producers.produce.send;

/** Hears how sending goes. All calls come from the sender's thread. */
public interface SendListener {
  /** So many events are in Kafka. */
  void sent(int events);

  /** An event that Kafka will never take was set aside. */
  void refused();

  /** Nothing can be sent for now; it is tried again. */
  void failing(String why);
}
