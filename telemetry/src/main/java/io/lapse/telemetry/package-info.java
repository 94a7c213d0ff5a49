/**
 * How the long-running parts tell how they are: metrics for Prometheus, and health, over HTTP; and
 * whatever else a part answers there.
 *
 * <p>It must not know what the parts do. Read {@link io.lapse.telemetry.TelemetryServer} first.
 */
@NullMarked
package io.lapse.telemetry;

import org.jspecify.annotations.NullMarked;
