package io.lapse.producers.produce.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the journal is in Kafka. Where the file is lost, all that is there is sent again. */
final class AcknowledgedFile {
  private static final Logger LOG = LoggerFactory.getLogger(AcknowledgedFile.class);

  private final Path file;

  AcknowledgedFile(Path folder) {
    this.file = folder.resolve("acknowledged");
  }

  /** The number of the first frame that is not known to be in Kafka; 0 if nothing is known. */
  long read() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    if (text.matches("\\d{1,18} [0-9a-f]{1,8}\n")) {
      long number = Long.parseLong(text.substring(0, text.indexOf(' ')));
      if (text.equals(text(number))) {
        return number;
      }
    }
    LOG.atWarn().addKeyValue("file", file).log("damaged: the whole journal is sent again");
    return 0;
  }

  void write(long number) throws IOException {
    Path next = file.resolveSibling("acknowledged.next");
    Files.writeString(next, text(number));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String text(long number) {
    CRC32C crc = new CRC32C();
    crc.update(Long.toString(number).getBytes(StandardCharsets.ISO_8859_1));
    return number + " " + Long.toHexString(crc.getValue()) + "\n";
  }
}
