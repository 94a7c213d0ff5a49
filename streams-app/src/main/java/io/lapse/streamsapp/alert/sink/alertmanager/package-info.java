/**
 * Alerts for Prometheus' Alertmanager, by its API v2: it groups, silences and notifies.
 *
 * <p>It must not know Kafka. Read {@link
 * io.lapse.streamsapp.alert.sink.alertmanager.AlertmanagerSink} first.
 */
@NullMarked
package io.lapse.streamsapp.alert.sink.alertmanager;

import org.jspecify.annotations.NullMarked;
