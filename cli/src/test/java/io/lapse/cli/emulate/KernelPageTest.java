package io.lapse.cli.emulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the table of {@code docs/concepts/kernel.md}: real kernels beside the emulated one. */
class KernelPageTest {
  private static final Path PAGE = Path.of("../docs/concepts/kernel.md");

  /** The page as it should be: after a change that is meant, copy it over the page. */
  private static final Path REFRESHED = Path.of("target/docs/kernel.md");

  private static final String BEGIN = "<!-- conformance: begin -->\n";
  private static final String END = "<!-- conformance: end -->\n";

  private static String tables() {
    List<BesideTheRealKernel> cases =
        RecordedCase.bundled().stream().map(BesideTheRealKernel::of).toList();
    return """

        How far each clock had advanced on the real guest, by how much the emulated one is off, and the
        tolerance of the recording, in ns:

        | scenario | MONOTONIC | REALTIME | BOOTTIME | TAI | RAW |
        | --- | --- | --- | --- | --- | --- |
        %s
        Real and emulated: one-shot timers that had expired, timers that had been cancelled, expirations of
        all periodic timers; `status`, `maxerror`, `offset`, `freq` and the return of adjtimex; the kernel's
        warnings, with seconds, or ns. What a race decides is not counted.

        | scenario | one-shots | cancelled | periodic | NTP, real | NTP, emulated | warnings |
        | --- | --- | --- | --- | --- | --- | --- |
        %s
        """
        .formatted(
            cases.stream().map(BesideTheRealKernel::clocksRow).collect(Collectors.joining()),
            cases.stream().map(BesideTheRealKernel::timersRow).collect(Collectors.joining()));
  }

  @Test
  void page_showsTheRealKernelBesideTheEmulatedOne() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(page).contains(BEGIN, END);

    String refreshed = page.substring(0, begin) + tables() + page.substring(end);

    Files.createDirectories(REFRESHED.getParent());
    Files.writeString(REFRESHED, refreshed);
    assertThat(page)
        .as("docs/concepts/kernel.md; as it should be: cli/" + REFRESHED)
        .isEqualTo(refreshed);
  }
}
