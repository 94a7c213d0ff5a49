/**
 * Folders that come and go with a command.
 *
 * <p>It must not know what is in them. Read {@link io.lapse.cli.files.TemporaryFolder} first.
 */
@NullMarked
package io.lapse.cli.files;

import org.jspecify.annotations.NullMarked;
