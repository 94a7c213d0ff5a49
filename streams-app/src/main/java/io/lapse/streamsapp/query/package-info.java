/**
 * Typed reads over the stores of a running ledger: what an instance knows of a guest, and how far
 * that can be trusted; or who else to ask.
 *
 * <p>It must not know how questions come in or go out. Read {@link io.lapse.streamsapp.query.Books}
 * first.
 */
@NullMarked
package io.lapse.streamsapp.query;

import org.jspecify.annotations.NullMarked;
