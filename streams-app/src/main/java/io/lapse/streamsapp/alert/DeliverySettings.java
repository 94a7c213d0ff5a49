package io.lapse.streamsapp.alert;

import java.time.Duration;

/**
 * How alerts are delivered, to whichever sink.
 *
 * @param ageMax an alert that is older when it is first read is not sent
 * @param factFiring how long what nothing will ever repair fires
 * @param postsPerSecond to one receiver, at most; at least 1
 * @param waitingMax so many messages wait for a receiver; then no more are read
 */
public record DeliverySettings(
    Duration ageMax, Duration factFiring, int postsPerSecond, int waitingMax) {}
