/**
 * What a restarted guest is shown, and what it did about it.
 *
 * <p>It must not know the books behind the notice. Read {@link io.lapse.ledger.notice.Notice}
 * first.
 */
@NullMarked
package io.lapse.ledger.notice;

import org.jspecify.annotations.NullMarked;
