/**
 * {@code lapse priors}: what the guests of each class usually have armed.
 *
 * <p>It must not know how an estimate is made. Read {@link io.lapse.cli.priors.PriorsCommand}
 * first.
 */
@NullMarked
package io.lapse.cli.priors;

import org.jspecify.annotations.NullMarked;
