/**
 * The answer, for people and for programs: one HTML file that needs no network, JSON, CSV, and a
 * few lines for a terminal.
 *
 * <p>It must not work anything out that is not in the answer. Read {@link
 * io.lapse.whatif.report.Report} first.
 */
@NullMarked
package io.lapse.whatif.report;

import org.jspecify.annotations.NullMarked;
