/**
 * What the sinks have in common that speak HTTP.
 *
 * <p>It must not know what they say. Read {@link io.lapse.streamsapp.alert.sink.HttpPost} first.
 */
@NullMarked
package io.lapse.streamsapp.alert.sink;

import org.jspecify.annotations.NullMarked;
