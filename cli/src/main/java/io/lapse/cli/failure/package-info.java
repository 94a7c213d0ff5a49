/**
 * How a command says that it cannot do what it was asked to.
 *
 * <p>It must not know any command. Read {@link io.lapse.cli.failure.Failure} first.
 */
@NullMarked
package io.lapse.cli.failure;

import org.jspecify.annotations.NullMarked;
