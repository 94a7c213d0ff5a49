/**
 * {@code lapse doctor}: what stands in the way of a ledger that can be trusted.
 *
 * <p>It changes nothing, and must not know how the ledger keeps its books. Read {@link
 * io.lapse.cli.doctor.DoctorCommand} first.
 */
@NullMarked
package io.lapse.cli.doctor;

import org.jspecify.annotations.NullMarked;
