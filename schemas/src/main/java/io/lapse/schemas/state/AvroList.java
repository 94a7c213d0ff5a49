package io.lapse.schemas.state;

import java.util.List;

/** A list that only grows, in Avro's binary encoding: what is added at once is one block. */
final class AvroList<T> {
  private final AvroBytes.Writer<T> writer;
  private final AvroBytes blocks = new AvroBytes();
  private int count;

  AvroList(AvroBytes.Writer<T> writer) {
    this.writer = writer;
  }

  void clear() {
    blocks.clear();
    count = 0;
  }

  int count() {
    return count;
  }

  void add(List<T> items) {
    if (items.isEmpty()) {
      return;
    }
    blocks.number(items.size());
    items.forEach(item -> writer.write(blocks, item));
    count += items.size();
  }

  /** Puts the blocks, and the mark that no more come. */
  void writeTo(AvroBytes out) {
    out.raw(blocks).number(0);
  }
}
