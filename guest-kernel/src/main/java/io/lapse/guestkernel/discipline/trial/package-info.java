/**
 * The experiment: a guest with a daemon loses time, and everybody knows the true time but the
 * guest. A trial is a function of records to a record: no clock, no randomness, no memory of other
 * trials.
 *
 * <p>It must not know the ledger's books, nor how its outcomes are shown. Read {@link
 * io.lapse.guestkernel.discipline.trial.Trial} first.
 */
@NullMarked
package io.lapse.guestkernel.discipline.trial;

import org.jspecify.annotations.NullMarked;
