/**
 * {@code lapse produce} as a process runs it: its settings, its threads, how it tells how it is.
 *
 * <p>It must not know what the formats mean. Read {@link
 * io.lapse.producers.produce.run.ProduceService} first.
 */
@NullMarked
package io.lapse.producers.produce.run;

import org.jspecify.annotations.NullMarked;
