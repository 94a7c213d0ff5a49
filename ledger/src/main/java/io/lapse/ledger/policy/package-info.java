/**
 * What may be done to a guest's time, and what is said when it was not done so.
 *
 * <p>It must not know outages or entries. Read {@link io.lapse.ledger.policy.Policy} first.
 */
@NullMarked
package io.lapse.ledger.policy;

import org.jspecify.annotations.NullMarked;
