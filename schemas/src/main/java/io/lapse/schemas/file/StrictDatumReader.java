package io.lapse.schemas.file;

import io.lapse.schemas.codec.InputLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.Utf8;

/** Reads generated records; a text that is not UTF-8 is an error, not a question mark. */
final class StrictDatumReader extends SpecificDatumReader<Object> {
  private static final int REPLACEMENT = 0xFFFD;

  private boolean garbled;

  StrictDatumReader(ReaderSchema schemas) {
    super(schemas.written(), schemas.read(), EventSchema.MODEL);
  }

  /** The next record. */
  @SuppressWarnings("NullAway") // There is no old record to use again.
  Object record(Decoder decoder) throws IOException {
    garbled = false;
    return read(null, decoder);
  }

  /** Whether a text of the last record was not UTF-8. */
  boolean wasGarbled() {
    return garbled;
  }

  @Override
  @SuppressWarnings("NullAway") // As above.
  protected Object readString(Object old, Schema expected, Decoder in) throws IOException {
    Utf8 bytes = in.readString(null);
    if (bytes.getByteLength() > InputLimits.TEXT_BYTES_MAX) {
      throw new AvroRuntimeException(
          "a text of at most "
              + InputLimits.TEXT_BYTES_MAX
              + " bytes, found "
              + bytes.getByteLength());
    }
    String text = bytes.toString();
    // Decoding puts this character for what it cannot read; but a text may also hold it.
    garbled |= text.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes);
    return text;
  }

  private static boolean isUtf8(Utf8 bytes) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(), 0, bytes.getByteLength()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
