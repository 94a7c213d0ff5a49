package io.lapse.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.lapse.schemas.codec.InputLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger writes, the decoder costs no more than the bytes are worth. */
class HostileRecordsTest {
  private static final Topics TOPICS = Topics.standard();

  /** An exception, with its trace. */
  private static final long ALLOCATED_BYTES_BASE = 256 * 1024;

  /** A timer of nine bytes is an object, a text and its place in a list. */
  private static final long ALLOCATED_BYTES_EACH = 64;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of what is read from topics that others may write, or whose readers are others. */
  private static final List<Topic<?>> BOUNDED =
      List.of(
          TOPICS.hostEvents(),
          TOPICS.guestEvents(),
          TOPICS.guestReactions(),
          TOPICS.guestNotices(),
          TOPICS.guestProfiles(),
          TOPICS.policies());

  private static final List<byte[]> SAMPLES = samples();

  private static List<byte[]> samples() {
    List<byte[]> samples = new ArrayList<>();
    for (String released : SchemaHistory.RELEASED) {
      String[] parts = released.split("\\.", -1);
      String resource = "/released/" + parts[1] + "/" + parts[0] + ".bin";
      try (InputStream in = HostileRecordsTest.class.getResourceAsStream(resource)) {
        samples.add(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return samples;
  }

  /** How a record is written whose bytes are of no use. */
  private interface Writer {
    void write(BinaryEncoder out) throws IOException;
  }

  @Property(tries = 2_000)
  void mutatedRecords_areReadOrRefused_atTheirPrice(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int mutations) {
    Random random = new Random(seed);
    byte[] sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
    byte[] bytes = mutated(sample, mutations, random);

    for (Topic<?> topic : BOUNDED) {
      assertBounded(topic, bytes);
    }
  }

  /** Numbers in place of bytes, most of them large; pieces that are doubled, or left out. */
  private static byte[] mutated(byte[] sample, int mutations, Random random) {
    byte[] bytes = sample;
    for (int i = 0; i < mutations; i++) {
      int at = 10 + random.nextInt(Math.max(1, bytes.length - 10));
      byte[] piece =
          switch (random.nextInt(4)) {
            case 0 -> number(random.nextLong() >> random.nextInt(64));
            case 1 -> new byte[] {(byte) random.nextInt()};
            case 2 -> Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length);
            default -> new byte[0];
          };
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, Math.min(at, bytes.length));
      out.writeBytes(piece);
      int rest = Math.min(bytes.length, at + random.nextInt(3));
      out.write(bytes, rest, bytes.length - rest);
      bytes = out.toByteArray();
    }
    return bytes;
  }

  private static byte[] number(long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      out.writeLong(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void assertBounded(Topic<?> topic, byte[] bytes) {
    Deserializer<?> deserializer = topic.valueSerde().deserializer();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    String refused = null;
    try {
      deserializer.deserialize(topic.name(), bytes);
    } catch (SerializationException e) {
      refused = e.getMessage();
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated)
        .as("bytes allocated for %d bytes: %s", bytes.length, refused)
        .isLessThan(ALLOCATED_BYTES_BASE + ALLOCATED_BYTES_EACH * bytes.length);
    if (refused != null) {
      assertThat(refused).startsWith("expected a ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1L << 31,
        3_999_999,
        Integer.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -3_999_999,
        100_000
      })
  void lengthsThatCannotBe_areRefused(long length) throws Exception {
    List<Writer> bombs =
        List.of(
            // The name of the guest.
            out -> out.writeLong(length),
            out -> {
              envelope(out);
              out.writeIndex(1);
              inventory(out);
              out.writeLong(length); // The timers.
              out.writeLong(length);
            },
            out -> {
              envelope(out);
              out.writeIndex(1);
              inventory(out);
              out.writeLong(0);
              out.writeIndex(1);
              out.writeLong(length); // The histogram.
              out.writeLong(length);
            },
            out -> {
              envelope(out);
              out.writeIndex(0);
              profile(out);
              out.writeLong(length); // The labels.
              out.writeLong(length);
            });

    for (Writer bomb : bombs) {
      byte[] bytes = bytes("GuestEventRecord.v2", bomb);
      assertBounded(TOPICS.guestEvents(), bytes);
      assertRefused(TOPICS.guestEvents(), bytes, "");
    }
  }

  @Test
  void readings_thatClaimToBeMany_areRefused() throws Exception {
    byte[] bytes =
        bytes(
            "HostEventRecord.v2",
            out -> {
              envelope(out);
              out.writeIndex(3);
              out.writeEnum(0);
              out.writeIndex(0);
              out.writeEnum(0);
              out.writeIndex(0);
              out.writeLong(3_000_000);
            });

    assertBounded(TOPICS.hostEvents(), bytes);
    assertRefused(TOPICS.hostEvents(), bytes, "3000000");
  }

  @Test
  void manyBlocksOfAList_countTogether() throws Exception {
    byte[] bytes =
        bytes(
            "HostEventRecord.v2",
            out -> {
              envelope(out);
              out.writeIndex(3);
              out.writeEnum(0);
              out.writeIndex(0);
              out.writeEnum(0);
              out.writeIndex(0);
              for (int block = 0; block < InputLimits.LIST_ITEMS_MAX / 1_000 + 1; block++) {
                out.writeLong(1_000);
                out.writeFixed(new byte[1_000]);
              }
              out.writeLong(0);
              out.writeLong(0);
            });

    assertBounded(TOPICS.hostEvents(), bytes);
    assertRefused(TOPICS.hostEvents(), bytes, "the items of a list must be at most 65536: 66000");
  }

  @Test
  void vcpusThatNoGuestHas_areRefused() throws Exception {
    byte[] bytes =
        bytes(
            "HostEventRecord.v2",
            out -> {
              envelope(out);
              out.writeIndex(3);
              out.writeEnum(0);
              out.writeIndex(0);
              out.writeEnum(0);
              out.writeIndex(0);
              for (int list = 0; list < 2; list++) {
                out.writeLong(8_193);
                out.writeFixed(new byte[8_193]);
                out.writeLong(0);
              }
            });

    assertRefused(TOPICS.hostEvents(), bytes, "tscBefore must be at most 8192: 8193");
  }

  @Test
  void textsThatAreTooLong_areRefused() throws Exception {
    byte[] longest =
        bytes(
            "HostEventRecord.v2",
            out -> {
              envelope(out, "g".repeat(InputLimits.TEXT_BYTES_MAX));
              out.writeIndex(1);
            });
    byte[] longer =
        bytes(
            "HostEventRecord.v2",
            out -> {
              envelope(out, "g".repeat(InputLimits.TEXT_BYTES_MAX + 1));
              out.writeIndex(1);
            });

    assertThat(TOPICS.hostEvents().valueSerde().deserializer().deserialize("t", longest))
        .isNotNull();
    assertRefused(TOPICS.hostEvents(), longer, "the bytes of a text must be at most 1024: 1025");
  }

  @Test
  void labelsThatAreTooMany_areRefused() throws Exception {
    byte[] bytes =
        bytes(
            "GuestEventRecord.v2",
            out -> {
              envelope(out);
              out.writeIndex(0);
              profile(out);
              out.writeLong(65);
              for (int label = 0; label < 65; label++) {
                out.writeString("k" + label);
                out.writeString("v");
              }
              out.writeLong(0);
            });

    assertRefused(TOPICS.guestEvents(), bytes, "the items of a map must be at most 64: 65");
  }

  @Test
  void recordThatIsTooLarge_isRefusedBeforeItIsRead() {
    byte[] bytes = Arrays.copyOf(SAMPLES.get(0), InputLimits.RECORD_BYTES_MAX + 1);

    for (Topic<?> topic : BOUNDED) {
      assertRefused(topic, bytes, "the bytes of a record must be at most 1048576: 1048577");
      assertBounded(topic, bytes);
    }
  }

  private static void assertRefused(Topic<?> topic, byte[] bytes, String why) {
    assertThatThrownBy(() -> topic.valueSerde().deserializer().deserialize(topic.name(), bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("expected a ")
        .hasMessageContaining(why);
  }

  private static void envelope(BinaryEncoder out) throws IOException {
    envelope(out, "g");
  }

  private static void envelope(BinaryEncoder out, String guest) throws IOException {
    out.writeString(guest);
    out.writeIndex(0);
    out.writeLong(1_800_000_000_000_000_000L);
    out.writeLong(0);
    out.writeLong(0);
    out.writeLong(0);
    out.writeEnum(0);
    out.writeIndex(0);
  }

  private static void inventory(BinaryEncoder out) throws IOException {
    out.writeLong(0);
    out.writeLong(0);
    out.writeLong(0);
    out.writeInt(37);
  }

  private static void profile(BinaryEncoder out) throws IOException {
    out.writeIndex(0);
    out.writeIndex(0);
    out.writeIndex(0);
    out.writeIndex(0);
    out.writeString("class");
    out.writeEnum(0);
  }

  private static byte[] bytes(String released, Writer writer) throws IOException {
    Schema schema = SchemaHistory.schema(released);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(SingleObjectEncoder.header(schema));
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    writer.write(out);
    out.flush();
    return bytes.toByteArray();
  }
}
