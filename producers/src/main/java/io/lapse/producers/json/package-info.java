/**
 * JSON objects, read strictly, with complaints that say what was expected.
 *
 * <p>It must not know events, files or formats. Read {@link io.lapse.producers.json.JsonFields}
 * first.
 */
@NullMarked
package io.lapse.producers.json;

import org.jspecify.annotations.NullMarked;
