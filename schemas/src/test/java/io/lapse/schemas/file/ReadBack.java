package io.lapse.schemas.file;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a file told, in order. */
final class ReadBack implements AvroEventReader.Handler {
  final List<LedgerInput> events = new ArrayList<>();
  final List<Long> records = new ArrayList<>();

  /** {@code RECORD: MESSAGE} each. */
  final List<String> refusals = new ArrayList<>();

  static ReadBack of(Path file) throws IOException {
    return of(file, null);
  }

  static ReadBack of(Path file, @Nullable String host) throws IOException {
    ReadBack read = new ReadBack();
    AvroEventReader.read(file, host, read);
    return read;
  }

  @Override
  public void accept(long record, LedgerInput event) {
    records.add(record);
    events.add(event);
  }

  @Override
  public void refuse(long record, String message) {
    refusals.add(record + ": " + message);
  }

  List<EventId> ids() {
    return events.stream().map(LedgerInput::id).toList();
  }
}
