/**
 * Folders that come and go with a command, and files of JSON lines.
 *
 * <p>It must not know what is in them. Read {@link io.lapse.cli.files.JsonLines} first.
 */
@NullMarked
package io.lapse.cli.files;

import org.jspecify.annotations.NullMarked;
