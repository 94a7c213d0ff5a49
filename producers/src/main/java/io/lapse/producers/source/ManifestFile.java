package io.lapse.producers.source;

import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** A manifest: {@code {"inputs": [{...}]}}. */
final class ManifestFile {
  private final Path file;
  private final InputListing listing = new InputListing();
  private Map<String, Integer> lines = Map.of();

  ManifestFile(Path file) {
    this.file = file;
  }

  Manifest load() {
    try {
      String text = Files.readString(file);
      lines = StrictJson.lines(text);
      readInputs(JsonFields.of(StrictJson.object(text)));
    } catch (MalformedException e) {
      refuse(e, e.line());
    } catch (NoSuchFileException e) {
      refuse("no such file: expected a manifest");
    } catch (CharacterCodingException e) {
      refuse("not UTF-8: expected a manifest");
    } catch (IOException e) {
      String reason = Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
      refuse("cannot be read (" + reason + "): expected a manifest");
    }
    return listing.toManifest();
  }

  private void readInputs(JsonFields manifest) throws MalformedException {
    if (!manifest.has("inputs")) {
      throw new MalformedException(
          "inputs is missing: expected {\"inputs\": [{\"host\", \"guest\", \"format\", \"path\"}]}");
    }
    warnOfUnknown(manifest);
    for (JsonFields entry : manifest.objects("inputs")) {
      try {
        readEntry(entry);
      } catch (MalformedException e) {
        refuse(e, lineOf(entry.place()));
      }
    }
  }

  private void readEntry(JsonFields fields) throws MalformedException {
    InputEntry entry = new InputEntry(fields, file.getParent());
    SourceInput input = entry.read();
    listing.add(input, at(lineOf(fields.place())), fields.place() + ": ");
    for (String warning : entry.warnings(input)) {
      listing.report(Problem.warning(at(lineOf(fields.place())), warning));
    }
    warnOfUnknown(fields);
  }

  private void warnOfUnknown(JsonFields fields) {
    for (String place : fields.unknown()) {
      listing.report(Problem.warning(at(lineOf(place)), place + " is not a key that is known"));
    }
  }

  private void refuse(MalformedException e, int otherwise) {
    int line = lines.getOrDefault(e.place(), otherwise);
    listing.report(Problem.refused(at(e.place().isEmpty() ? otherwise : line), e.explanation()));
  }

  private void refuse(String message) {
    listing.report(Problem.refused(at(0), message));
  }

  private int lineOf(String place) {
    return lines.getOrDefault(place, 0);
  }

  private Location at(int line) {
    return new Location(file.toString(), line);
  }
}
