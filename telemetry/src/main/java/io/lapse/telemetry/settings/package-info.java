/**
 * What every long-running part is told in the same words: the file of its properties, and how it
 * serves HTTP, to whom.
 *
 * <p>It must not know what the parts do. Read {@link io.lapse.telemetry.settings.HttpKeys} first.
 */
@NullMarked
package io.lapse.telemetry.settings;

import org.jspecify.annotations.NullMarked;
