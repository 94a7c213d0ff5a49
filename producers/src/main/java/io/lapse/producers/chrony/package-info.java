/**
 * What chrony in a guest thinks of the guest's clock: lines of {@code chronyc -c tracking}.
 *
 * <p>It must not know what the ledger makes of it. Read {@link
 * io.lapse.producers.chrony.TrackingLine} first.
 */
@NullMarked
package io.lapse.producers.chrony;

import org.jspecify.annotations.NullMarked;
