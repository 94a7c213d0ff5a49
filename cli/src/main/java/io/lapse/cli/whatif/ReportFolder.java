package io.lapse.cli.whatif;

import io.lapse.cli.failure.Failure;
import io.lapse.whatif.report.CsvReport;
import io.lapse.whatif.report.HtmlReport;
import io.lapse.whatif.report.JsonReport;
import io.lapse.whatif.report.Report;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A report's files in a folder: whole, or not there. */
final class ReportFolder {
  private static final String PART = ".part";

  private final Path folder;

  private ReportFolder(Path folder) {
    this.folder = folder;
  }

  /** Writes one kind of file. */
  private interface Form {
    void write(Report report, Appendable out) throws IOException;
  }

  /**
   * Makes it, if need be: that it cannot be written to should be told before the work is done.
   *
   * @throws Failure if nothing can be written there
   */
  static ReportFolder prepare(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "report", PART));
      return new ReportFolder(folder);
    } catch (IOException e) {
      throw new Failure("cannot write to " + folder + ": " + e, e);
    }
  }

  /**
   * Writes report.html, report.json and report.csv; those that are there are replaced.
   *
   * @throws Failure if one cannot be written; then it is as it was
   */
  void write(Report report) {
    write(report, "report.html", HtmlReport::write);
    write(report, "report.json", JsonReport::write);
    write(report, "report.csv", CsvReport::write);
  }

  private void write(Report report, String name, Form form) {
    Path part = folder.resolve(name + PART);
    try {
      try (BufferedWriter out = Files.newBufferedWriter(part)) {
        form.write(report, out);
      }
      Files.move(
          part,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      part.toFile().delete();
      throw new Failure("cannot write " + folder.resolve(name) + ": " + e, e);
    }
  }
}
