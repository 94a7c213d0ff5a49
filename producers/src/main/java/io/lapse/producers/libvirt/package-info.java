/**
 * libvirt's events, as {@code virsh event --all --loop --timestamp} prints them: one host, of all
 * its guests.
 *
 * <p>It must not know the ledger's rules: it says what happened, not what follows. Read {@link
 * io.lapse.producers.libvirt.Domain} first.
 */
@NullMarked
package io.lapse.producers.libvirt;

import org.jspecify.annotations.NullMarked;
