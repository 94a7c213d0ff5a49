/**
 * What hosts say: stops, restarts, migrations, claims.
 *
 * <p>It must not know what the ledger makes of them. Read {@link io.lapse.ledger.host.HostEvent}
 * first.
 */
@NullMarked
package io.lapse.ledger.host;

import org.jspecify.annotations.NullMarked;
