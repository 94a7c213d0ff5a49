/**
 * The proof of a ledger file, and of a history.
 *
 * <p>It must not know how a ledger is made. Read {@link io.lapse.cli.verify.Proven} first.
 */
@NullMarked
package io.lapse.cli.verify;

import org.jspecify.annotations.NullMarked;
