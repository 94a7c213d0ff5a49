/**
 * One guest's inputs into its ledger, and the store between them.
 *
 * <p>It must not hold a rule of the books: it calls the domain. Read {@link
 * io.lapse.streamsapp.account.FoldProcessor} first.
 */
@NullMarked
package io.lapse.streamsapp.account;

import org.jspecify.annotations.NullMarked;
