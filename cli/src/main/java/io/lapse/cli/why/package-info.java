/**
 * What an instant was to a guest, by a ledger that has been written.
 *
 * <p>It must not know how a ledger is made. Read {@link io.lapse.cli.why.WhyCommand} first.
 */
@NullMarked
package io.lapse.cli.why;

import org.jspecify.annotations.NullMarked;
