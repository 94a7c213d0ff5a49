package io.lapse.guestkernel.vmclock;

import java.util.ArrayList;
import java.util.List;

/** Memory whose every access can be seen. */
class SharedBytes implements PageMemory {

  /** A store that was made. */
  record Store(int offset, int widthBytes, long value) {}

  private final byte[] bytes;
  private final List<Store> stores = new ArrayList<>();
  private int loads;

  SharedBytes(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public int lengthBytes() {
    return bytes.length;
  }

  @Override
  public long load(int offset, int widthBytes) {
    loads++;
    return LittleEndian.load(bytes, offset, widthBytes);
  }

  @Override
  public void store(int offset, int widthBytes, long value) {
    stores.add(new Store(offset, widthBytes, value));
    LittleEndian.store(bytes, offset, widthBytes, value);
  }

  void store(Store store) {
    store(store.offset(), store.widthBytes(), store.value());
  }

  /** Those that were made, in their order. */
  List<Store> stores() {
    return List.copyOf(stores);
  }

  int loads() {
    return loads;
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
