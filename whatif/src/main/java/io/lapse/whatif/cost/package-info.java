/**
 * Which scenario is best: by the user's own weights, or, without any, which are not worse than
 * another in everything.
 *
 * <p>It must not weigh anything by itself, nor know how a row came about. Read {@link
 * io.lapse.whatif.cost.CostFunction} first.
 */
@NullMarked
package io.lapse.whatif.cost;

import org.jspecify.annotations.NullMarked;
