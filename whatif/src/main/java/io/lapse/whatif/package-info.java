/**
 * One history under many policies: what each threshold would have done.
 *
 * <pre>
 *   inputs, guest by guest -> the one fold -> outages -> Outlook: two futures each
 *                                                |
 *                     thresholds, policies  ->  Sweep  ->  WhatIf  ->  report
 * </pre>
 *
 * <p>It knows the ledger and the emulated kernel, and no file, no topic and no clock. Read {@code
 * sweep} first.
 */
@NullMarked
package io.lapse.whatif;

import org.jspecify.annotations.NullMarked;
