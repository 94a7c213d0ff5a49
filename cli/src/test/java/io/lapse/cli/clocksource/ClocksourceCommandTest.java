package io.lapse.cli.clocksource;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command prints, and what it refuses. */
class ClocksourceCommandTest {

  /** No quotes in arguments: words are between spaces, and '' is an empty one. */
  private static Cli.Result run(String arguments) {
    String[] words = ("clocksource " + arguments).strip().split(" +", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("''") ? "" : words[i];
    }
    return Cli.run((Object[]) words);
  }

  @Test
  void json_hasTheKeysOfTheContract_inItsOrder() {
    Cli.Result result = run("--tsc-khz 2000001 --json");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().strip())
        .isEqualTo(
            "{\"mult\":8388604,\"shift\":24,\"maxadj\":922746,"
                + "\"mask\":\"0xffffffffffffffff\",\"max_cycles\":\"0x1cd42f1dc63\","
                + "\"max_idle_ns\":440795248933,\"wrap_ns\":1099511627776,"
                + "\"max_raw_delta\":16140901064495857661}");
  }

  /** One mask, in each form that is accepted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--name acpi_pm",
        "--hz 3579545 --mask 0xffffff",
        "--mask 0XFFFFFF --hz 3579545",
        "--hz 3579545 --mask ffffff",
        "--hz 3579545 --mask 16777215",
        "--hz 0003579545 --mask 0x0000ffffff",
        "--name acpi_pm --kernel 6.13"
      })
  void sameCounter_hasTheSameFigures(String arguments) {
    assertThat(run(arguments + " --json").out().strip())
        .isEqualTo(
            "{\"mult\":2343484437,\"shift\":23,\"maxadj\":257783288,\"mask\":\"0xffffff\","
                + "\"max_cycles\":\"0xffffff\",\"max_idle_ns\":2085701024,"
                + "\"wrap_ns\":4686968874,\"max_raw_delta\":14680061}");
  }

  /** The smallest and the largest that can be registered. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--tsc-khz 1",
        "--tsc-khz 4294967295",
        "--hz 1 --mask 1",
        "--hz 1 --mask 18446744073709551615",
        "--hz 4294967295 --mask 0xffffffffffffffff",
        "--hz 4294967295 --mask 1",
        "--name tsc --tsc-khz 1",
        "--name jiffies --hz 24",
        "--name jiffies --hz 12287",
        "--name hpet --hz 14318180"
      })
  void extremeCounter_hasFigures(String arguments) {
    Cli.Result json = run(arguments + " --json");
    Cli.Result table = run(arguments);

    assertThat(json.exitCode()).as(json.err()).isZero();
    assertThat(json.out()).startsWith("{\"mult\":").doesNotContain("-");
    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.out()).contains("max_raw_delta");
  }

  @Test
  void hpetWithoutFrequency_isSaidToBeAssumed_onStandardError() {
    Cli.Result assumed = run("--name hpet --json");

    assertThat(assumed.exitCode()).isZero();
    assertThat(assumed.err().strip())
        .isEqualTo("lapse: hpet at 100000000 Hz, assumed, as in QEMU; name another with --hz");
    assertThat(assumed.out()).isEqualTo(run("--name hpet --hz 100000000 --json").out());
  }

  /** Each limit, and what breaks beyond it, by kernel. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --tsc-khz 2000001 | max_cycles | cycles * mult may exceed 64 bits: clocks may read wrong; up to Linux 6.9
          --tsc-khz 2000001 --kernel 6.1.0-18-amd64 | max_cycles | cycles * mult may exceed 64 bits: clocks may read wrong
          --tsc-khz 2000001 --kernel 6.10 | max_cycles | nothing: the product has 128 bits
          --tsc-khz 2000001 | wrap_ns | clocks read modulo this, until the first tick; up to Linux 6.9
          --tsc-khz 2000001 --kernel 6.9.12 | wrap_ns | clocks read modulo this, until the first tick
          --tsc-khz 2000001 --kernel 6.12.63 | wrap_ns | nothing: the product has 128 bits
          --tsc-khz 2000001 | max_raw_delta | counts as 0: the counter is taken to have gone back; from Linux 6.13
          --tsc-khz 2000001 --kernel 6.12.63 | max_raw_delta | not in this kernel: on x86, more than half of the mask counts as 0
          --tsc-khz 2000001 --kernel 6.13 | max_raw_delta | counts as 0: the counter is taken to have gone back
          --tsc-khz 2000001 | max_idle_ns | nothing: the kernel never sleeps longer, but catches up
          --name acpi_pm --kernel 6.13 | max_cycles | one cycle more, and the counter has gone round
          --name acpi_pm --kernel 6.13 | wrap_ns | the counter has gone round: so much time is lost, in every kernel
          --name jiffies --hz 250 | wrap_ns | the counter has gone round: so much time is lost, in every kernel
          """)
  void table_saysWhatBreaksBeyondEachLimit(String arguments, String figure, String breaks) {
    Cli.Result result = run(arguments);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().filter(line -> line.startsWith(figure + " ")))
        .singleElement()
        .asString()
        .endsWith("  " + breaks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | which counter? expected --tsc-khz N, or --hz N --mask M, or --name NAME
          --json --kernel 6.1 | which counter? expected --tsc-khz N, or --hz N --mask M, or --name NAME
          --hz 1000 | --hz alone names no counter: expected --hz N and --mask M
          --mask 0xff | --mask alone names no counter: expected --hz N and --mask M
          --tsc-khz 0 | --tsc-khz 0: expected a whole number of kHz from 1 to 4294967295
          --tsc-khz -1 | --tsc-khz -1: expected a whole number of kHz from 1 to 4294967295
          --tsc-khz 2445.406 | --tsc-khz 2445.406: expected a whole number of kHz from 1 to 4294967295
          --tsc-khz 4294967296 | --tsc-khz 4294967296: expected a whole number of kHz from 1 to 4294967295
          --tsc-khz 99999999999999999999999999999999999999999 | --tsc-khz 99999999999999999999999999999999999999999: expected a whole number of kHz
          --tsc-khz '' | --tsc-khz : expected a whole number of kHz from 1 to 4294967295
          --tsc-khz 0x10 | --tsc-khz 0x10: expected a whole number of kHz from 1 to 4294967295
          --tsc-khz ٣٠٠٠ | --tsc-khz ٣٠٠٠: expected a whole number of kHz from 1 to 4294967295
          --tsc-khz 2000000 --hz 1000 | --tsc-khz names a TSC, which is registered in kHz: expected no --hz
          --tsc-khz 2000000 --mask 0xff | --tsc-khz names a TSC, which has 64 bits: expected no --mask
          --hz 0 --mask 0xff | --hz 0: expected a whole number of Hz from 1 to 4294967295
          --hz 4294967296 --mask 0xff | --hz 4294967296: expected a whole number of Hz from 1 to 4294967295
          --hz 1e9 --mask 0xff | --hz 1e9: expected a whole number of Hz from 1 to 4294967295
          --hz 1000 --mask 0 | --mask 0: expected 2^n - 1 with n from 1 to 64
          --hz 1000 --mask 0xfe | --mask 0xfe: expected 2^n - 1 with n from 1 to 64
          --hz 1000 --mask 0x100 | --mask 0x100: expected 2^n - 1 with n from 1 to 64
          --hz 1000 --mask 254 | --mask 254: expected 2^n - 1 with n from 1 to 64
          --hz 1000 --mask 0x1ffffffffffffffff | --mask 0x1ffffffffffffffff: expected 2^n - 1 with n from 1 to 64
          --hz 1000 --mask 36893488147419103231 | --mask 36893488147419103231: expected 2^n - 1 with n from 1 to 64
          --hz 1000 --mask -1 | --mask -1: expected 2^n - 1 with n from 1 to 64
          --hz 1000 --mask 0x | --mask 0x: expected 2^n - 1 with n from 1 to 64
          --hz 1000 --mask 32bit | --mask 32bit: expected 2^n - 1 with n from 1 to 64
          --name arch_sys_counter | --name arch_sys_counter: expected one of tsc, tsc-early, kvm-clock
          --name TSC --tsc-khz 2000000 | --name TSC: expected one of tsc, tsc-early, kvm-clock
          --name tsc | --name tsc: expected --tsc-khz N too
          --name tsc-early --hz 1000 | tsc-early is registered in kHz: expected no --hz
          --name tsc --tsc-khz 0 | --tsc-khz 0: expected a whole number of kHz
          --name kvm-clock --tsc-khz 2000000 | kvm-clock counts nanoseconds, whatever the TSC does: expected no --tsc-khz
          --name xen --hz 1000000000 | xen counts nanoseconds: expected no --hz
          --name acpi_pm --hz 1000 | acpi_pm always counts at 3579545 Hz: expected no --hz
          --name acpi_pm --tsc-khz 1000 | acpi_pm does not depend on the TSC: expected no --tsc-khz
          --name hpet --mask 0xff | --name hpet brings its own mask: expected no --mask
          --name hpet --hz 0 | --hz 0: expected a whole number of Hz from 1 to 4294967295
          --name hpet --tsc-khz 1000 | hpet does not depend on the TSC: expected no --tsc-khz
          --name jiffies | --name jiffies: expected --hz N too, the kernel's HZ
          --name jiffies --hz 23 | --hz 23: expected a whole number of Hz from 24 to 12287
          --name jiffies --hz 12288 | --hz 12288: expected a whole number of Hz from 24 to 12287
          --name jiffies --hz 250 --tsc-khz 1000 | jiffies do not depend on the TSC: expected no --tsc-khz
          --tsc-khz 2000000 --kernel six | --kernel six: expected a version as uname -r says it
          --tsc-khz 2000000 --kernel 6 | --kernel 6: expected a version as uname -r says it
          --tsc-khz 2000000 --tsc-khz 2000001 | option '--tsc-khz' (N) should be specified only once
          --tsc-khz | Missing required parameter for option '--tsc-khz' (N)
          --tsc-mhz=2000 | Unknown option: '--tsc-mhz=2000'
          2000000 | Unmatched argument at index 1: '2000000'
          """)
  void wrongUsage_saysWhatWasExpected(String arguments, String message) {
    Cli.Result result = run(arguments);

    assertThat(result.err()).startsWith(message);
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void help_namesEveryOption() {
    Cli.Result result = run("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains("--tsc-khz", "--hz", "--mask", "--name", "--kernel", "--json")
        .contains("tsc, tsc-early, kvm-clock, xen, hpet, acpi_pm, jiffies");
  }
}
