/**
 * Where a history comes from: files, a topic, or a simulated fleet, each in parts that can be read
 * side by side, and again.
 *
 * <p>It must not know what is done with the events. Read {@link
 * io.lapse.cli.whatif.history.History} first.
 */
@NullMarked
package io.lapse.cli.whatif.history;

import org.jspecify.annotations.NullMarked;
