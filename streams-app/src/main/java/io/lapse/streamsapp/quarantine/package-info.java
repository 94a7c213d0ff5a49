/**
 * What could not be taken: raw bytes to {@code lapse.quarantine}, the reason in headers.
 *
 * <p>It must not decide what is taken. Read {@link
 * io.lapse.streamsapp.quarantine.QuarantineHeaders} first.
 */
@NullMarked
package io.lapse.streamsapp.quarantine;

import org.jspecify.annotations.NullMarked;
