/**
 * A QEMU that runs, by its QMP socket: found again when it goes away, and asked where it stands.
 *
 * <p>It must not know what an event means: each line goes to the reader of QMP logs. Read {@link
 * io.lapse.producers.qmp.live.QmpFeed} first.
 */
@NullMarked
package io.lapse.producers.qmp.live;

import org.jspecify.annotations.NullMarked;
