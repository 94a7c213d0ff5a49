/**
 * {@code lapse quarantine}: shows what the ledger could not take, and sends it back.
 *
 * <p>It must not know why a record was refused. What it prints comes from strangers and goes
 * through {@link io.lapse.cli.text.Printable}. Read {@link io.lapse.cli.quarantine.QuarantineEntry}
 * first.
 */
@NullMarked
package io.lapse.cli.quarantine;

import org.jspecify.annotations.NullMarked;
