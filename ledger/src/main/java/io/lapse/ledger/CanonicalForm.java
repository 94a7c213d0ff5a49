package io.lapse.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which an event is hashed: {@code NAME:LENGTH:VALUE\n} for every field, in the
 * order of the calls, {@code NAME!\n} for a null. LENGTH counts the bytes of VALUE in UTF-8, so no
 * value can imitate another field. Numbers are decimal. The reference is {@code
 * docs/reference/event-id.md}, with a test vector.
 */
public final class CanonicalForm {
  private static final MessageDigest SHA_256 = sha256();
  private static final int SIZE_USUAL = 512;

  private byte[] bytes = new byte[SIZE_USUAL];
  private int size;

  public CanonicalForm() {
    append("lapse-event-v1\n");
  }

  /** Appends a text field; null differs from empty. */
  public void text(String name, @Nullable String value) {
    append(name);
    if (value == null) {
      append("!\n");
      return;
    }
    append(":");
    if (isAscii(value)) {
      append(Integer.toString(value.length()));
      append(":");
      append(value);
    } else {
      byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
      append(Integer.toString(encoded.length));
      append(":");
      ensure(encoded.length);
      System.arraycopy(encoded, 0, bytes, size, encoded.length);
      size += encoded.length;
    }
    append("\n");
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Only ASCII: names of fields, digits, and values that were looked at. */
  private void append(String ascii) {
    ensure(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[size] = (byte) ascii.charAt(i);
      size++;
    }
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }

  /** Appends a number; null differs from 0. */
  public void number(String name, @Nullable Long value) {
    text(name, value == null ? null : Long.toString(value));
  }

  /** Appends a number that its kind did not always have: null leaves the form as it was before. */
  public void numberIfStated(String name, @Nullable Number value) {
    if (value != null) {
      number(name, value.longValue());
    }
  }

  /** Appends a list of numbers: its size, then each. */
  public void numbers(String name, Collection<Long> values) {
    number(name, (long) values.size());
    values.forEach(value -> number(name, value));
  }

  /** The first 16 bytes of the SHA-256 of the form. */
  public EventId id() {
    MessageDigest digest = fresh();
    digest.update(bytes, 0, size);
    return new EventId(HexFormat.of().formatHex(digest.digest(), 0, 16));
  }

  /** A copy is cheaper than a new one from the list of providers. */
  private static MessageDigest fresh() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return sha256();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
