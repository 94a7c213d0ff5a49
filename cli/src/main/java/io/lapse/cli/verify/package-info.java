/**
 * The proof of a ledger file.
 *
 * <p>It must not know how a ledger is made. Read {@link io.lapse.cli.verify.LedgerFile} first.
 */
@NullMarked
package io.lapse.cli.verify;

import org.jspecify.annotations.NullMarked;
