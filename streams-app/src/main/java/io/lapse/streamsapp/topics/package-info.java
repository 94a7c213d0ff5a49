/**
 * The topics as the ledger needs them on a cluster.
 *
 * <p>It must not know what they hold. Read {@link io.lapse.streamsapp.topics.Requirements} first.
 */
@NullMarked
package io.lapse.streamsapp.topics;

import org.jspecify.annotations.NullMarked;
