/**
 * The emulated kernel on a written scenario: from a file to what each of its operations did.
 *
 * <p>It must not know how a kernel keeps time. Read {@link io.lapse.cli.emulate.EmulateCommand}
 * first.
 */
@NullMarked
package io.lapse.cli.emulate;

import org.jspecify.annotations.NullMarked;
