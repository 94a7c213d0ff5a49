/**
 * Brings together what is known of each guest, and sweeps it: guest by guest, in memory, or on
 * disk.
 *
 * <p>It must not know where events come from. Read {@link io.lapse.cli.whatif.gather.Gathering}
 * first.
 */
@NullMarked
package io.lapse.cli.whatif.gather;

import org.jspecify.annotations.NullMarked;
