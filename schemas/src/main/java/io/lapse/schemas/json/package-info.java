/**
 * The JSON lines of the ledger: snake_case, units in the names, nulls written, no spaces, one line
 * without its LF. The keys and their order are a contract.
 *
 * <p>It must not know files or streams. Read {@link io.lapse.schemas.json.EntryJson} first.
 */
@NullMarked
package io.lapse.schemas.json;

import org.jspecify.annotations.NullMarked;
