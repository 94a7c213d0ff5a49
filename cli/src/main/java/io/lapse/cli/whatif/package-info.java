/**
 * {@code lapse whatif}: a history under many thresholds and policies.
 *
 * <p>It must not know how harm is worked out, nor what a report looks like. Read {@link
 * io.lapse.cli.whatif.WhatIfCommand} first, then {@code gather}.
 */
@NullMarked
package io.lapse.cli.whatif;

import org.jspecify.annotations.NullMarked;
