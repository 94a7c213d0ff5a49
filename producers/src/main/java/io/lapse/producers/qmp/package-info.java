/**
 * QMP logs: what one QEMU process told its monitor.
 *
 * <p>It must not know the ledger's rules: it says what happened, not what follows. Read {@link
 * io.lapse.producers.qmp.QemuProcess} first.
 */
@NullMarked
package io.lapse.producers.qmp;

import org.jspecify.annotations.NullMarked;
