/**
 * {@code lapse keys}: the keys with which hosts sign their events, from the first to the last.
 *
 * <p>It must print no private key, and take none on the command line. Read {@link
 * io.lapse.cli.keys.KeysTopic} first.
 */
@NullMarked
package io.lapse.cli.keys;

import org.jspecify.annotations.NullMarked;
