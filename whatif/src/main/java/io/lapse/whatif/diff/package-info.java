/**
 * What changed between the standing ledgers of one history under two policies.
 *
 * <p>It must not know how the ledgers came about, nor how a difference is shown. Read {@link
 * io.lapse.whatif.diff.LedgerDiff} first.
 */
@NullMarked
package io.lapse.whatif.diff;

import org.jspecify.annotations.NullMarked;
