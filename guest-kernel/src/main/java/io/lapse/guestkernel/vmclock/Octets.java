package io.lapse.guestkernel.vmclock;

import java.util.Arrays;

/** Bytes that nobody can change, equal by what they are. */
public final class Octets {
  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  static Octets zeros(int length) {
    return new Octets(new byte[length]);
  }

  static Octets copyOf(byte[] from, int begin, int end) {
    return new Octets(Arrays.copyOfRange(from, begin, end));
  }

  public int length() {
    return bytes.length;
  }

  /** How many of them are not zero. */
  public int nonZero() {
    int count = 0;
    for (byte each : bytes) {
      count += each == 0 ? 0 : 1;
    }
    return count;
  }

  int at(int index) {
    return bytes[index] & 0xff;
  }

  void copyTo(byte[] to, int begin) {
    System.arraycopy(bytes, 0, to, begin, bytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes, " + nonZero() + " not zero";
  }
}
