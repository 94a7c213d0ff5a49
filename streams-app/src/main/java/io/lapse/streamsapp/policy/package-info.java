/**
 * Which policies hold: what is read from {@code lapse.policies}, and what of it is refused.
 *
 * <p>It must not know guests. Read {@link io.lapse.streamsapp.policy.KnownPolicies} first.
 */
@NullMarked
package io.lapse.streamsapp.policy;

import org.jspecify.annotations.NullMarked;
