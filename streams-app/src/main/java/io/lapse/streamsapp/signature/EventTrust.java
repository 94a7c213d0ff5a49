package io.lapse.streamsapp.signature;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.SignatureHeaders;
import io.lapse.schemas.signature.SignatureHeaders.Claim;
import io.lapse.schemas.signature.SignatureVerifier;
import io.lapse.streamsapp.signature.Distrust.Fault;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host said an event. It depends on the record and on the hosts' keys, and on no clock.
 *
 * <pre>
 *   headers -> signed? -> a key of that id -> signature true -> key of that host -> key holds at the stamp
 *                 |            |                  |                 |                   |
 *             UNSIGNED    UNKNOWN_KEY        BAD_SIGNATURE      WRONG_HOST    KEY_REVOKED, KEY_NOT_VALID
 * </pre>
 *
 * <p>One thread at a time may use it.
 */
public final class EventTrust {
  private final SignatureMode mode;
  private final KnownHostKeys known;
  private final SignatureVerifier verifier = new SignatureVerifier();

  /** What is known of an event. */
  public sealed interface Judgement {
    /** Nobody asked for a signature. */
    record Unsigned() implements Judgement {}

    /**
     * The host said it.
     *
     * @param digest of the signature; the same only of a copy
     */
    record Signed(long digest) implements Judgement {}

    record Refused(Distrust distrust) implements Judgement {}
  }

  /**
   * @param mode one that {@linkplain SignatureMode#checks checks}
   */
  public EventTrust(SignatureMode mode, KnownHostKeys known) {
    this.mode = mode;
    this.known = known;
  }

  /**
   * Judges a record of host events.
   *
   * @param key of the record, null if it has none
   * @param value of the record, as it lies on the wire
   */
  public Judgement judge(@Nullable String key, HostEvent event, byte[] value, Headers headers) {
    String host = String.valueOf(event.envelope().host());
    Claim claim = SignatureHeaders.read(headers);
    if (claim instanceof Claim.Malformed malformed) {
      return refused(Fault.BAD_SIGNATURE, malformed.why());
    }
    if (claim instanceof Claim.Signed signed) {
      return judge(signed, key, host, event.stamp().at(), value);
    }
    if (mode == SignatureMode.REQUIRE || known.signs(host)) {
      return refused(Fault.UNSIGNED, "expected a signature of " + host);
    }
    return new Judgement.Unsigned();
  }

  private Judgement judge(
      Claim.Signed signed, @Nullable String key, String host, TaiInstant stamp, byte[] value) {
    byte[] keyBytes = key == null ? new byte[0] : key.getBytes(StandardCharsets.UTF_8);
    HostKey own = known.find(host, signed.keyId());
    if (own == null) {
      return judgeForeign(signed, host, keyBytes, value);
    }
    if (!verifier.verifies(signed.signature(), own.publicKey(), keyBytes, value)) {
      return refused(
          Fault.BAD_SIGNATURE,
          "expected a signature over this key and value by " + host + "'s key " + own.id());
    }
    if (own.isRevokedAt(stamp)) {
      return refused(
          Fault.KEY_REVOKED,
          "expected another key: "
              + own.id()
              + " is revoked from "
              + text(own.revokedFrom())
              + " on, and the event is of "
              + text(stamp));
    }
    if (!own.isValidAt(stamp)) {
      return refused(
          Fault.KEY_NOT_VALID,
          "expected a stamp from "
              + text(own.validFrom())
              + (own.validUntil() == null ? "" : ", before " + text(own.validUntil()))
              + ", for the key "
              + own.id()
              + ": "
              + text(stamp));
    }
    return new Judgement.Signed(signed.digest());
  }

  private Judgement judgeForeign(Claim.Signed signed, String host, byte[] key, byte[] value) {
    if (known.ofAnyHost(signed.keyId()).findAny().isEmpty()) {
      return refused(
          Fault.UNKNOWN_KEY, "expected a key of " + host + " that is known: " + signed.keyId());
    }
    boolean anyOwner =
        known
            .ofAnyHost(signed.keyId())
            .anyMatch(
                other -> verifier.verifies(signed.signature(), other.publicKey(), key, value));
    return anyOwner
        ? refused(Fault.WRONG_HOST, "expected a key of " + host + ": another host signed this")
        : refused(
            Fault.BAD_SIGNATURE,
            "expected a signature of " + host + ", over this key and value, by its own key");
  }

  private static String text(@Nullable TaiInstant at) {
    return at == null ? "never" : at.nanos() + " ns TAI";
  }

  private static Judgement refused(Fault fault, String explanation) {
    return new Judgement.Refused(new Distrust(fault, explanation));
  }
}
