/**
 * {@code lapse produce}: follows what hosts emit.
 *
 * <p>It must not know how. Read {@link io.lapse.cli.produce.ProduceCommand} first.
 */
@NullMarked
package io.lapse.cli.produce;

import org.jspecify.annotations.NullMarked;
