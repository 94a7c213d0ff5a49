package io.lapse.schemas.state;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** {@code GUEST/HEX} and {@code GUEST/HEX+HEX} as 16 or 32 bytes. */
final class OutageIds {
  private static final HexFormat HEX = HexFormat.of();
  private static final int ID_BYTES = 16;

  private OutageIds() {}

  static ByteBuffer pack(String guest, String outageId) {
    String hex = outageId.substring(guest.length() + 1).replace("+", "");
    return ByteBuffer.wrap(HEX.parseHex(hex));
  }

  static String unpack(String guest, ByteBuffer packed) {
    byte[] bytes = new byte[packed.remaining()];
    packed.duplicate().get(bytes);
    if (bytes.length != ID_BYTES && bytes.length != 2 * ID_BYTES) {
      throw new IllegalArgumentException("id must have 16 or 32 bytes: " + bytes.length);
    }
    String first = guest + "/" + HEX.formatHex(bytes, 0, ID_BYTES);
    return bytes.length == ID_BYTES
        ? first
        : first + "+" + HEX.formatHex(bytes, ID_BYTES, bytes.length);
  }
}
