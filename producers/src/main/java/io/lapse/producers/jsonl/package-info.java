/**
 * Lapse's own JSON lines: what a log cannot tell, one event a line.
 *
 * <p>It must not know the ledger's rules. Read {@link io.lapse.producers.jsonl.JsonlSource} first;
 * the fields are in {@code docs/reference/sources.md}.
 */
@NullMarked
package io.lapse.producers.jsonl;

import org.jspecify.annotations.NullMarked;
