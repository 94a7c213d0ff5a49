package io.lapse.cli.vmclock;

import io.lapse.cli.input.InputOptions;
import io.lapse.cli.replay.ReplayRequest;
import io.lapse.cli.text.Printable;
import io.lapse.guestkernel.vmclock.CounterPeriod;
import io.lapse.guestkernel.vmclock.VmClockPage;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.notice.Notice;
import io.lapse.producers.Recordings.Reading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse vmclock}: what does the guest see of its last restart? */
@Command(
    name = "vmclock",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the VMClock page that a guest would see after its last notice, by a replay of recorded"
          + " inputs (--guest, with --manifest or --input); or reads one from a file (--decode).",
      "Prints it: each field by its name in the ABI, with what it means, and the time that it tells."
    })
public final class VmclockCommand implements Callable<Integer> {
  private static final String DECODE = "--decode";
  private static final String GUEST = "--guest";

  @Spec private CommandSpec spec;

  @Option(
      names = DECODE,
      paramLabel = "FILE",
      description = "Reads the page at the begin of this file.")
  private @Nullable Path decode;

  @Option(names = GUEST, paramLabel = "G", description = "The guest that sees the page.")
  private @Nullable String guest;

  @ArgGroup(exclusive = false)
  private InputOptions.@Nullable Inputs inputs;

  @Option(
      names = "--policy",
      paramLabel = "KEY=VALUE,...|FILE",
      description = "What to judge by, as for replay.")
  private @Nullable String policy;

  @Option(
      names = "--reactions",
      paramLabel = "none|emulated|FILE",
      description = "Whose reactions to book, as for replay. Default: none.")
  private @Nullable String reactions;

  @Option(
      names = "--tsc-khz",
      paramLabel = "N",
      description = "The frequency of the guest's TSC, where no profile states it.")
  private @Nullable String tscKhz;

  @Option(
      names = "--counter",
      paramLabel = "N",
      description = {
        "With --guest: what the guest's counter showed at its last restart. Default: 0.",
        "With --decode: also prints the time at which the counter shows N."
      })
  private @Nullable String counter;

  @Option(names = "--out", paramLabel = "FILE", description = "Also writes the page there.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the page as one JSON object, not as a table.")
  private boolean json;

  /** Picocli makes it, and sets its spec before it is called. */
  @SuppressWarnings("NullAway.Init")
  public VmclockCommand() {}

  @Override
  public Integer call() {
    Long counterValue = counter == null ? null : (Long) number(counter, Numbers::counter);
    if (decode != null) {
      refuseBesideDecode();
      decoded(decode, counterValue);
    } else {
      written(counterValue == null ? 0 : counterValue);
    }
    return ExitCode.OK;
  }

  private void decoded(Path file, @Nullable Long counterValue) {
    VmClockPage page = PageFile.read(file);
    Long reference = page.counterValue();
    if (counterValue != null
        && reference != null
        && Long.compareUnsigned(counterValue, reference) < 0) {
      err()
          .println(
              "lapse: --counter is before counter_value: taken for a counter that has gone round");
    }
    print("VMClock page in " + file, page, counterValue);
  }

  private void written(long counterValue) {
    if (guest == null || inputs == null) {
      throw wrong(
          "which page? expected --decode FILE, or --guest G with --manifest FILE or --input ...");
    }
    Long statedKhz = tscKhz == null ? null : (Long) number(tscKhz, Numbers::khz);
    ReplayRequest request =
        ReplayRequest.parse(spec.commandLine(), policy, reactions == null ? "none" : reactions);
    Reading reading = inputs.read();
    reading.problems().forEach(err()::println);
    List<LedgerInput> all = request.inputs(reading.inputs());
    GuestHistory history = GuestHistory.of(guest, all, request);
    GuestPages pages = history.pages(period(statedKhz, history), counterValue);
    if (out != null) {
      PageFile.write(out, pages.page());
    }
    Notice notice = pages.shown();
    String after = " after notice " + notice.noticeSequence() + ", of outage " + notice.outageId();
    print("VMClock page of " + guest + after, pages.page(), null);
  }

  private @Nullable CounterPeriod period(@Nullable Long statedKhz, GuestHistory history) {
    Long profileKhz = history.tscKhz().orElse(null);
    if (statedKhz != null && profileKhz != null && !statedKhz.equals(profileKhz)) {
      err().println("lapse: --tsc-khz " + statedKhz + " is taken; the profile says " + profileKhz);
    }
    Long khz = statedKhz != null ? statedKhz : profileKhz;
    CounterPeriod period = khz == null ? null : CounterPeriod.ofKhz(khz).orElse(null);
    if (period == null) {
      err()
          .println(
              "lapse: the page names no counter: expected a profile with tsc_khz, or --tsc-khz N");
    }
    return period;
  }

  private void print(String title, VmClockPage page, @Nullable Long counterValue) {
    PrintWriter stdout = spec.commandLine().getOut();
    if (json) {
      stdout.println(PageJson.write(page, counterValue));
      return;
    }
    stdout.println(Printable.of(title));
    stdout.print(PageTable.render(page));
    stdout.println();
    stdout.print(TimesTable.render(page, counterValue));
    if (!page.isReliable()) {
      stdout.println("The host says that this time must not be relied upon: see clock_status.");
    }
  }

  private void refuseBesideDecode() {
    refuse(GUEST, guest);
    refuse("--manifest or --input", inputs);
    refuse("--policy", policy);
    refuse("--reactions", reactions);
    refuse("--tsc-khz", tscKhz);
    refuse("--out", out);
  }

  private void refuse(String option, @Nullable Object value) {
    if (value != null) {
      throw wrong(DECODE + " reads a page that there is: expected no " + option);
    }
  }

  private long number(String text, ToLongFunction<String> parse) {
    try {
      return parse.applyAsLong(text);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
