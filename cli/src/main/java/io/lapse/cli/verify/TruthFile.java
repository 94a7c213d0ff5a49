package io.lapse.cli.verify;

import io.lapse.cli.failure.Failure;
import io.lapse.ledger.simulation.TrueOutage;
import io.lapse.schemas.json.JsonLineException;
import io.lapse.schemas.json.TruthJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;

/** A {@code truth.jsonl}, read line by line. */
final class TruthFile {
  private final Path file;

  TruthFile(Path file) {
    this.file = file;
  }

  /**
   * Reads it all.
   *
   * @param outages takes each outage with its line
   * @param complaints takes each line that is none, with what was expected
   * @throws Failure if it cannot be read at all
   */
  void read(ObjIntConsumer<TrueOutage> outages, BiConsumer<Integer, String> complaints) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 1;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        try {
          outages.accept(TruthJson.read(line), number);
        } catch (JsonLineException e) {
          complaints.accept(number, String.valueOf(e.getMessage()));
        }
        number++;
      }
    } catch (NoSuchFileException e) {
      throw new Failure(file + ": no such file; expected a truth.jsonl", e);
    } catch (IOException e) {
      throw new Failure(file + ": cannot be read: " + e, e);
    }
  }
}
