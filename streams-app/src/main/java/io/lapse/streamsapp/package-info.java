/**
 * The running ledger: folds the topics of events into the ledger, its notices and its alerts.
 *
 * <p>It must not know where events come from or who follows the notices. Rules of the books belong
 * to the ledger.
 */
@NullMarked
package io.lapse.streamsapp;

import org.jspecify.annotations.NullMarked;
