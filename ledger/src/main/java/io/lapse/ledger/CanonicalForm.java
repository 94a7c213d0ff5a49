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
  private static final int SIZE_USUAL = 320;

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
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    append(":");
    length(encoded.length);
    append(":");
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
    append("\n");
  }

  /** Only ASCII: names of fields, and digits. */
  @SuppressWarnings("deprecation") // It drops the upper half of each char; of ASCII that is 0.
  private void append(String ascii) {
    ensure(ascii.length());
    ascii.getBytes(0, ascii.length(), bytes, size);
    size += ascii.length();
  }

  /** Most lengths have one digit or two. */
  private void length(int length) {
    if (length >= 100) {
      append(Integer.toString(length));
      return;
    }
    ensure(2);
    if (length >= 10) {
      bytes[size++] = (byte) ('0' + length / 10);
    }
    bytes[size++] = (byte) ('0' + length % 10);
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }

  /** Appends a number; null differs from 0. */
  public void number(String name, @Nullable Long value) {
    if (value == null) {
      text(name, null);
      return;
    }
    String digits = Long.toString(value);
    append(name);
    append(":");
    length(digits.length());
    append(":");
    append(digits);
    append("\n");
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
