/**
 * The books: what each guest lost, to the nanosecond.
 *
 * <p>It must not know where inputs come from or where entries go. Read {@link
 * io.lapse.ledger.account.GuestState} first.
 */
@NullMarked
package io.lapse.ledger.account;

import org.jspecify.annotations.NullMarked;
