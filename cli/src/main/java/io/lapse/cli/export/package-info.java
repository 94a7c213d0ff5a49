/**
 * The standing ledger as tables for other tools: CSV, or Avro container files.
 *
 * <p>It must not know how the books are made. Read {@link io.lapse.cli.export.ExportCommand} first,
 * then {@link io.lapse.cli.export.Tables} for what is in them.
 */
@NullMarked
package io.lapse.cli.export;

import org.jspecify.annotations.NullMarked;
