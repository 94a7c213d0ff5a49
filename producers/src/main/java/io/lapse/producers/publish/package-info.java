/**
 * From events to their topics.
 *
 * <p>It must not know where events come from. Read {@link
 * io.lapse.producers.publish.HostEventPublisher} first.
 */
@NullMarked
package io.lapse.producers.publish;

import org.jspecify.annotations.NullMarked;
