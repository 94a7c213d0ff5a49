package io.lapse.producers.produce.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.producers.produce.journal.JournalEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Locale;

/** Events that Kafka will never take, one JSON object a line. After a crash one may stand twice. */
final class SetAside {
  static final String FILE = "refused.jsonl";

  private final Path file;

  SetAside(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /** Keeps an event; returns when it is on disk. */
  void keep(JournalEvent event, String reason) throws IOException {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("reason", reason);
    line.put("kind", event.kind().name().toLowerCase(Locale.ROOT));
    line.put("guest", event.guest());
    line.put("host", event.host());
    line.put("value", Base64.getEncoder().encodeToString(event.value()));
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel out =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(false);
    }
  }
}
