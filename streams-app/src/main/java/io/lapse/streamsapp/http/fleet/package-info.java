/**
 * The routes of the fleet, and of lists: parameters in, the board's answers out as JSON.
 *
 * <p>They must not know Kafka, nor the stores of the books: the board answers. What they are is
 * written down in {@code openapi.yaml}. Read {@link io.lapse.streamsapp.http.fleet.FleetApi} first.
 */
@NullMarked
package io.lapse.streamsapp.http.fleet;

import org.jspecify.annotations.NullMarked;
