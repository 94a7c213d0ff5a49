package io.lapse.streamsapp.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class GuestKeyTest {
  private final Deserializer<String> keys =
      GuestKey.serde(Topics.standard().hostEvents()).deserializer();

  @Test
  void key_inUtf8_isRead() {
    assertThat(keys.deserialize("t", "vm-ä-🐧".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("vm-ä-🐧");
  }

  @Test
  void key_thatIsNoUtf8_isRefused() {
    byte[] key = {'v', (byte) 0xff};

    assertThatThrownBy(() -> keys.deserialize("t", key))
        .isInstanceOf(SerializationException.class)
        .hasMessage("expected the guest as key, in UTF-8, on t");
  }

  @Test
  void key_thatIsMissing_staysMissing() {
    assertThat(keys.deserialize("t", null)).isNull();
  }
}
