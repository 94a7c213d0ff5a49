/**
 * What it means that a host signed one of its events: which bytes are signed, in which headers the
 * signature stands, and which keys a host has.
 *
 * <p>It must not decide what becomes of an event, and it reads no files. Read {@link
 * io.lapse.schemas.signature.HostSignature} first.
 */
@NullMarked
package io.lapse.schemas.signature;

import org.jspecify.annotations.NullMarked;
