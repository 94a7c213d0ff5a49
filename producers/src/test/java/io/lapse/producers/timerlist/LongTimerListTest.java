package io.lapse.producers.timerlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.producers.GuestInput;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest with very many timers, read by a process with very little memory. */
class LongTimerListTest {
  private static final long FILE_BYTES = 50L * 1024 * 1024;
  private static final String HEAP = "-Xmx24m";

  @TempDir Path folder;

  @Test
  void listOf50Megabytes_isCounted_inAHeapOf24() throws Exception {
    Path file = folder.resolve("timer_list");
    long timers = write(file);

    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Reader.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(Files.size(file)).isGreaterThan(FILE_BYTES);
    assertThat(printed).isEqualTo("[] " + timers + " counted " + timers + System.lineSeparator());
  }

  /** One sample of one CPU; its timers are on the first clock. */
  private static long write(Path file) throws IOException {
    List<String> sample = TimerListText.sample(TimerListText.NOW);
    int behindTheTimers = sample.indexOf(" clock 1:");
    long written = 0;
    int number = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (String line : sample.subList(0, behindTheTimers - 2)) {
        out.write(line + "\n");
      }
      for (; written < FILE_BYTES; number++) {
        long expires = TimerListText.NOW + 1_000_003L * number;
        for (String line : TimerListText.timer(number, "hrtimer_wakeup", expires)) {
          out.write(line + "\n");
          written += line.length() + 1;
        }
      }
      for (String line : sample.subList(behindTheTimers, sample.size())) {
        out.write(line + "\n");
      }
    }
    // The second clock has one too.
    return number + 1L;
  }

  /** What the other process does. */
  public static final class Reader {
    private Reader() {}

    /** Prints what was wrong with the list, how many timers it holds, and how they are kept. */
    public static void main(String[] arguments) {
      Path file = Path.of(arguments[0]);
      Told told = Told.by(new TimerListSource(GuestInput.of(Format.TIMER_LIST, file)));
      Inventory inventory = (Inventory) told.inputs().get(0);
      System.out.println(
          told.problems()
              + " "
              + inventory.timerCount()
              + " counted "
              + (inventory.histogram() == null ? 0 : inventory.histogram().count()));
    }
  }
}
