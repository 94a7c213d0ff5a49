package io.lapse.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
  private final StringBuilder text = new StringBuilder("lapse-event-v1\n");

  /** Appends a text field; null differs from empty. */
  public void text(String name, @Nullable String value) {
    text.append(name);
    if (value == null) {
      text.append("!\n");
      return;
    }
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    text.append(':').append(length).append(':').append(value).append('\n');
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
    byte[] hash = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return new EventId(HexFormat.of().formatHex(hash, 0, 16));
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
    return text.toString();
  }
}
