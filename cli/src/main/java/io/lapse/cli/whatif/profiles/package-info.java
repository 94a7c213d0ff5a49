/**
 * What a user knows of guests that told nothing of themselves.
 *
 * <p>It must not know the history. Read {@link io.lapse.cli.whatif.profiles.ToldProfiles} first.
 */
@NullMarked
package io.lapse.cli.whatif.profiles;

import org.jspecify.annotations.NullMarked;
