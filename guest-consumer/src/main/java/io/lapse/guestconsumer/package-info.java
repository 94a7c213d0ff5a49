/**
 * The guest side: follows the notices of its guests, drives a kernel for each, publishes reactions.
 *
 * <p>It must not know the producers or the running ledger. Read {@link
 * io.lapse.guestconsumer.GuestConsumer} first.
 */
@NullMarked
package io.lapse.guestconsumer;

import org.jspecify.annotations.NullMarked;
