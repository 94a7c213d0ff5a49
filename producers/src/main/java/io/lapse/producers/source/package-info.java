/**
 * What every adapter has in common: the port, the list of inputs, and how problems are told.
 *
 * <p>It must not know any format. Read {@link io.lapse.producers.source.HostEventSource} first.
 */
@NullMarked
package io.lapse.producers.source;

import org.jspecify.annotations.NullMarked;
