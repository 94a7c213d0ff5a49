package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs with one damage at a random place: nothing is thrown, and only its neighbours suffer. */
class HypervisorLogsDamagedTest {
  private static final long SEED = 8_2026;
  private static final int RUNS = 400;

  /** A damaged record may change what the next one means, and a held stop's reason. */
  private static final int LOST_MAX = 6;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "CLOUD_HYPERVISOR, cloud_hypervisor/source.json",
    "CLOUD_HYPERVISOR, cloud_hypervisor/destination.json",
    "VMWARE, vmware/esxi-6.0.log"
  })
  void read_losesLittle_whateverBytesAreDamaged(Format format, String name) throws IOException {
    Random random = new Random(SEED);
    byte[] good = Files.readAllBytes(GoldenLogs.log(name));
    Path file = folder.resolve("log");
    Files.write(file, good);
    List<String> whole = read(format, file).ids();

    for (int run = 0; run < RUNS; run++) {
      Files.write(file, damaged(good, random));

      Told told = read(format, file);

      Set<String> lost = new HashSet<>(whole);
      told.ids().forEach(lost::remove);
      assertThat(lost).as("seed %d, run %d", SEED, run).hasSizeLessThanOrEqualTo(LOST_MAX);
    }
  }

  @ParameterizedTest
  @CsvSource({"CLOUD_HYPERVISOR", "VMWARE"})
  void read_ends_whateverBytesThereAre(Format format) throws IOException {
    Random random = new Random(SEED);
    Path file = folder.resolve("log");
    for (int run = 0; run < RUNS; run++) {
      byte[] bytes = new byte[random.nextInt(4_000) + 1];
      random.nextBytes(bytes);
      Files.write(file, bytes);

      Told told = read(format, file);

      assertThat(told.inputs()).isEmpty();
      assertThat(told.problems()).as("seed %d, run %d", SEED, run).hasSize(1);
    }
  }

  /** Up to 8 bytes are replaced, left out, or put in. */
  private static byte[] damaged(byte[] good, Random random) {
    int at = random.nextInt(good.length);
    int length = Math.min(1 + random.nextInt(8), good.length - at);
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    int kind = random.nextInt(3);
    int skipped = kind == 2 ? 0 : length;
    int put = kind == 1 ? 0 : length;
    byte[] bytes = new byte[good.length - skipped + put];
    System.arraycopy(good, 0, bytes, 0, at);
    System.arraycopy(noise, 0, bytes, at, put);
    System.arraycopy(good, at + skipped, bytes, at + put, good.length - at - skipped);
    return bytes;
  }

  private static Told read(Format format, Path file) {
    Anchor anchor = new Anchor(new TaiInstant(1_795_000_000_000_000_000L), 5);
    return Told.by(
        Sources.of(
            new SourceInput(
                file.toString(),
                file,
                "h0",
                "vm1",
                format,
                100_000,
                null,
                CounterWhilePaused.STOPS,
                null,
                format == Format.CLOUD_HYPERVISOR ? anchor : null)));
  }
}
