/**
 * Questions to a ledger that has been written: what was it that happened to a guest at an instant?
 *
 * <p>It reads entries and alerts; it must not know how the books are made. Read {@link
 * io.lapse.ledger.query.Inquiry} first.
 */
@NullMarked
package io.lapse.ledger.query;

import org.jspecify.annotations.NullMarked;
