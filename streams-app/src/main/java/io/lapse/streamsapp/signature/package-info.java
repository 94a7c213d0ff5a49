/**
 * Whether a host said what stands in its events: the hosts' keys, and the check of each signature.
 *
 * <p>It must not touch the books, and it raises no alarms: {@code account} does. Read {@link
 * io.lapse.streamsapp.signature.EventTrust} first.
 */
@NullMarked
package io.lapse.streamsapp.signature;

import org.jspecify.annotations.NullMarked;
