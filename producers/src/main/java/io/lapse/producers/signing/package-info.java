/**
 * The private keys of hosts, in files, and what they sign.
 *
 * <p>A private key must leave neither its file nor this package: it is in no message and no log.
 * Read {@link io.lapse.producers.signing.HostSigners} first.
 */
@NullMarked
package io.lapse.producers.signing;

import org.jspecify.annotations.NullMarked;
