package io.lapse.cli.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A guest of five instructions: whenever it is booted, it suspends itself to memory. */
final class SleepyGuest {
  private static final int DISK_BYTES = 1 << 20;
  private static final int SECTOR_BYTES = 512;

  private static final byte[] BOOT_SECTOR = {
    (byte) 0xBA,
    0x04,
    0x06, // mov dx, 0x604: the ACPI control register, as the firmware lays it
    (byte) 0xB8,
    0x00,
    0x24, // mov ax, 0x2400: sleep, type 1, which is S3 in QEMU
    (byte) 0xEF, // out dx, ax
    (byte) 0xF4, // hlt
    (byte) 0xEB,
    (byte) 0xFD // jmp to hlt
  };

  private SleepyGuest() {}

  /** The arguments with which QEMU boots it from {@code disk}, which is written. */
  static String[] on(Path disk) throws IOException {
    byte[] bytes = Arrays.copyOf(BOOT_SECTOR, DISK_BYTES);
    bytes[SECTOR_BYTES - 2] = 0x55;
    bytes[SECTOR_BYTES - 1] = (byte) 0xAA;
    Files.write(disk, bytes);
    return new String[] {"-S", "-drive", "file=" + disk + ",format=raw"};
  }
}
