package io.lapse.cli.export;

import java.nio.file.Path;

/** A table that was written. */
record ExportedFile(String table, Path file, long rows) {}
