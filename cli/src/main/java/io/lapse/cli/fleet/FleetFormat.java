package io.lapse.cli.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** How a fleet's events are written. */
enum FleetFormat {
  /** Lapse's own JSON lines. */
  JSONL {
    @Override
    EventFile open(Path file) throws IOException {
      return new JsonlEventFile(file);
    }
  },

  /** Avro container files. */
  AVRO {
    @Override
    EventFile open(Path file) throws IOException {
      return new AvroEventFile(file);
    }
  };

  /** A new file, or an emptied one. */
  abstract EventFile open(Path file) throws IOException;

  /** The word for it in a manifest, and the end of a file's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
