/**
 * The board: what stands in the whole fleet, in the memory of each instance, as the topics of the
 * ledger, the alerts and the profiles tell it. Whatever lists guests or counts them reads it.
 *
 * <p>It must not know HTTP, nor how the books are made: it follows them. Read {@link
 * io.lapse.streamsapp.board.Board} first.
 */
@NullMarked
package io.lapse.streamsapp.board;

import org.jspecify.annotations.NullMarked;
