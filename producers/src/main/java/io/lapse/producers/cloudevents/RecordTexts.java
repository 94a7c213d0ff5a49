package io.lapse.producers.cloudevents;

import io.lapse.producers.json.MalformedException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What of a Kafka record is text. */
final class RecordTexts {
  private RecordTexts() {}

  /** The headers of a CloudEvent; what others add for themselves is left alone. */
  static Map<String, String> headers(Headers headers) throws MalformedException {
    Map<String, String> texts = new HashMap<>();
    for (Header header : headers) {
      String name = header.key();
      if (!name.startsWith("ce_") && !name.equals("content-type")) {
        continue;
      }
      String shown = MalformedException.excerpt(name);
      if (header.value() == null) {
        throw new MalformedException("header " + shown + " has no value: expected a text");
      }
      String text = Utf8.decode("header " + name, header.value());
      if (texts.put(name, text) != null) {
        throw new MalformedException("header " + shown + " is there twice: expected it once");
      }
    }
    return texts;
  }

  static @Nullable String key(byte @Nullable [] key) throws MalformedException {
    return key == null || key.length == 0 ? null : Utf8.decode("the key", key);
  }
}
