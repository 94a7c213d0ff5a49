package io.lapse.guestkernel.vmclock;

/** A value that the ABI has a name for. */
public interface AbiSymbol {
  /** The value in the page, 0 to 255. */
  int code();

  /** What the kernel's header calls it, such as {@code VMCLOCK_TIME_TAI}. */
  String abiName();
}
