/**
 * Columns of many rows in little memory: numbers in chunks, names by number, rows by key.
 *
 * <p>They know nothing of guests and outages, and are not safe for use by several threads. Read
 * {@link io.lapse.streamsapp.board.column.Rows} first.
 */
@NullMarked
package io.lapse.streamsapp.board.column;

import org.jspecify.annotations.NullMarked;
