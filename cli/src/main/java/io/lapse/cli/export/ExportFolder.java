package io.lapse.cli.export;

import io.lapse.cli.failure.Failure;
import io.lapse.ledger.account.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a ledger in a folder. Entries are written as they come, those of an outage one
 * after the other; only one outage is in memory.
 */
final class ExportFolder implements AutoCloseable {
  private final List<PartFile<?>> files = new ArrayList<>();
  private final PartFile<Entry> ledger;
  private final PartFile<OutageRow> outages;
  private final PartFile<ViolationRow> violations;
  private final PartFile<PostingRow> postings;
  private @Nullable OutageRow outage;

  private ExportFolder(Path folder, ExportFormat format) {
    try {
      ledger = begin(Tables.LEDGER, folder, format);
      outages = begin(Tables.OUTAGES, folder, format);
      violations = begin(Tables.VIOLATIONS, folder, format);
      postings = begin(Tables.POSTINGS, folder, format);
    } catch (Failure e) {
      close();
      throw e;
    }
  }

  /**
   * Begins the files.
   *
   * @throws Failure if they cannot be written
   */
  static ExportFolder create(Path folder, ExportFormat format) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Failure("cannot write to " + folder + ": " + e, e);
    }
    return new ExportFolder(folder, format);
  }

  private <R> PartFile<R> begin(Table<R> table, Path folder, ExportFormat format) {
    PartFile<R> file = PartFile.begin(table, folder, format);
    files.add(file);
    return file;
  }

  /**
   * Writes an entry.
   *
   * @throws Failure if it cannot be written
   */
  void add(Entry entry) {
    ledger.append(entry);
    entry.violations().forEach(violation -> violations.append(new ViolationRow(entry, violation)));
    entry.postings().forEach(posting -> postings.append(new PostingRow(entry, posting)));
    if (outage != null && outage.isOf(entry)) {
      outage = outage.after(entry);
    } else {
      endOutage();
      outage = new OutageRow(entry, 1);
    }
  }

  private void endOutage() {
    if (outage != null) {
      outages.append(outage);
    }
  }

  /**
   * Gives the files their names, once all of them are whole.
   *
   * @throws Failure if they cannot be written
   */
  List<ExportedFile> finish() {
    endOutage();
    outage = null;
    files.forEach(PartFile::end);
    files.forEach(PartFile::publish);
    return files.stream()
        .map(file -> new ExportedFile(file.tableName(), file.file(), file.count()))
        .toList();
  }

  /** Without {@link #finish}, nothing is left. */
  @Override
  public void close() {
    files.forEach(PartFile::close);
  }
}
