/**
 * The pure fold over recorded inputs, without a broker.
 *
 * <p>It must not hold a rule of the books. Read {@link io.lapse.cli.replay.Replay} first.
 */
@NullMarked
package io.lapse.cli.replay;

import org.jspecify.annotations.NullMarked;
