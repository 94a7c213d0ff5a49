/**
 * The books over HTTP, from any instance: each route asks the books, and passes on to another
 * instance what this one does not own.
 *
 * <p>It must not know the stores, nor judge what stands in the books. Read {@link
 * io.lapse.streamsapp.http.GuestRouting} first.
 */
@NullMarked
package io.lapse.streamsapp.http;

import org.jspecify.annotations.NullMarked;
