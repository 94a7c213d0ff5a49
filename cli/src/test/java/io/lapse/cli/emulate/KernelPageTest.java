package io.lapse.cli.emulate;

import io.lapse.cli.docs.Page;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the table of {@code docs/concepts/kernel.md}: real kernels beside the emulated one. */
class KernelPageTest {
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
    Page page = Page.read("concepts/kernel.md");

    page.assertIs(page.withSection("conformance", tables()));
  }
}
