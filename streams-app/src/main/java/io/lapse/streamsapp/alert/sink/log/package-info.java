/**
 * Alerts as lines of the log.
 *
 * <p>It must not know Kafka. Read {@link io.lapse.streamsapp.alert.sink.log.LogSink} first.
 */
@NullMarked
package io.lapse.streamsapp.alert.sink.log;

import org.jspecify.annotations.NullMarked;
