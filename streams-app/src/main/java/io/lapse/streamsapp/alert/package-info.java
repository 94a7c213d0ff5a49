/**
 * From the topic of alerts to those who are to be told: what is new, what still fires, what is
 * over. At least once; the topic is the only store.
 *
 * <p>It must not know a sink, nor the books; and a replay must not reach it. Read {@link
 * io.lapse.streamsapp.alert.AlertSink} first, then {@link io.lapse.streamsapp.alert.Outbox}.
 */
@NullMarked
package io.lapse.streamsapp.alert;

import org.jspecify.annotations.NullMarked;
