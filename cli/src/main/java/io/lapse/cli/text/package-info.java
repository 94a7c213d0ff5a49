/**
 * Tables, durations and instants as a person reads them on a terminal.
 *
 * <p>It must not know what they mean. Read {@link io.lapse.cli.text.TextTable} first.
 */
@NullMarked
package io.lapse.cli.text;

import org.jspecify.annotations.NullMarked;
