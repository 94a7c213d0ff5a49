/**
 * {@code lapse streams}: the ledger in the foreground, and replays of its history.
 *
 * <p>It must not know how the ledger runs. Read {@link io.lapse.cli.streams.StreamsCommand} first.
 */
@NullMarked
package io.lapse.cli.streams;

import org.jspecify.annotations.NullMarked;
