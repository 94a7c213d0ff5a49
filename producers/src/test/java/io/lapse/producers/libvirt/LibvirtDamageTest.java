package io.lapse.producers.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Recorded;
import io.lapse.producers.Recordings;
import io.lapse.producers.Told;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A real log, spoiled at random: nothing is thrown, and a reader can be left anywhere. */
class LibvirtDamageTest {
  private static final Path LOG = Recorded.run("libvirt1").resolve("virsh-event.hostA.log");
  private static final int ROUNDS = 200;

  @Test
  void log_leftAnywhere_goesOnAsIfItHadNotBeen_howeverDamaged() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<byte[]> lines = damaged(random);
      Told whole = new Told();
      LibvirtLog all = LibvirtLog.open(input(), whole, null);
      follow(all, whole, lines, 0, lines.size());
      all.end();
      int cut = random.nextInt(lines.size() + 1);

      Told parts = new Told();
      LibvirtLog first = LibvirtLog.open(input(), parts, null);
      follow(first, parts, lines, 0, cut);
      LibvirtLog rest = LibvirtLog.open(input(), parts, first.memory());
      follow(rest, parts, lines, cut, lines.size());
      rest.end();

      assertThat(parts.ids()).as("seed " + seed + ", round " + round).isEqualTo(whole.ids());
      assertThat(parts.problems()).as("seed " + seed).isEqualTo(whole.problems());
    }
  }

  private static List<byte[]> damaged(Random random) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(LOG)) {
      String name = random.nextInt(4) == 0 ? "other" : "rqprobe";
      byte[] bytes = line.replace("rqprobe", name).getBytes(StandardCharsets.UTF_8);
      int kind = random.nextInt(20);
      if (kind == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      } else if (kind == 1) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      if (kind != 2) {
        lines.add(bytes);
      }
      if (kind == 3) {
        Collections.swap(lines, random.nextInt(lines.size()), lines.size() - 1);
      }
    }
    return lines;
  }

  private static void follow(LibvirtLog log, Told told, List<byte[]> lines, int from, int to) {
    for (int i = from; i < to; i++) {
      Location where = new Location("log", i + 1);
      try {
        log.take(Line.of(where, lines.get(i), LineForm.TEXT));
      } catch (MalformedException e) {
        told.report(Problem.refused(where, e.explanation()));
      }
    }
  }

  @Test
  void file_isListedOnceForEachGuest() {
    String entry = "format=libvirt,host=hostA,clock_error_ns=1,path=" + LOG + ",guest=";

    Recordings.Reading reading =
        Recordings.read(Manifest.ofArguments(List.of(entry + "rqprobe", entry + "ghost")));

    assertThat(reading.inputs()).hasSize(22);
    assertThat(reading.problems())
        .singleElement()
        .hasToString(
            LOG + ": warning: nothing is said of domain ghost: expected its name, found rqprobe");
  }

  private static SourceInput input() {
    return new SourceInput(
        "log", LOG, "h0", null, Format.LIBVIRT, 1, null, CounterWhilePaused.UNKNOWN);
  }
}
