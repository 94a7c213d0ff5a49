/**
 * The inputs that a command line names.
 *
 * <p>It must not know formats. Read {@link io.lapse.cli.input.InputOptions} first.
 */
@NullMarked
package io.lapse.cli.input;

import org.jspecify.annotations.NullMarked;
