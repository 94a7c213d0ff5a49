/**
 * What a replay of the history is instead of a live application: what it may read, up to where, and
 * under which names it writes.
 *
 * <p>It must not know the topology, and nothing that tells anybody of an alert. Read {@link
 * io.lapse.streamsapp.replay.Purpose} first, then {@link io.lapse.streamsapp.replay.Coverage}.
 */
@NullMarked
package io.lapse.streamsapp.replay;

import org.jspecify.annotations.NullMarked;
