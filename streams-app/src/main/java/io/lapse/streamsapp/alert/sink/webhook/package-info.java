/**
 * Alerts for any receiver: CloudEvents 1.0 over HTTP, signed.
 *
 * <p>It must not know Kafka. Read {@link io.lapse.streamsapp.alert.sink.webhook.WebhookSink} first.
 */
@NullMarked
package io.lapse.streamsapp.alert.sink.webhook;

import org.jspecify.annotations.NullMarked;
