package io.lapse.schemas.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.time.TaiInstant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Only what was signed is taken, and only by the key that signed it. */
class HostSignatureTest {
  /** The first key of RFC 8032, section 7.1, in the forms that files have. */
  private static final String SECRET =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String PUBLIC =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final HexFormat HEX = HexFormat.of();
  private static final KeyPair PAIR = pair();
  private static final KeyPair OTHER = pair();

  private final SignatureVerifier verifier = new SignatureVerifier();

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property(tries = 200)
  void whatWasSigned_isVerified_byThatKeyOnly(
      @ForAll @Size(16) byte[] nonce, @ForAll byte[] key, @ForAll byte[] value) {
    HostSignature signature = HostSignature.of(PAIR.getPrivate(), nonce, key, value);

    assertThat(verifier.verifies(signature, PAIR.getPublic(), key, value)).isTrue();
    assertThat(verifier.verifies(signature, OTHER.getPublic(), key, value)).isFalse();
  }

  @Property(tries = 200)
  void anyFlippedBit_ofNonceOrSignature_isRefused(
      @ForAll byte[] key, @ForAll byte[] value, @ForAll @IntRange(max = 81 * 8 - 1) int bit) {
    byte[] header = HostSignature.of(PAIR.getPrivate(), new byte[16], key, value).header();

    flip(header, bit);

    if (bit < 8) {
      assertThatThrownBy(() -> HostSignature.parse(header))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expected 81 bytes, the first of them 1: 81, ");
    } else {
      HostSignature damaged = HostSignature.parse(header);
      assertThat(verifier.verifies(damaged, PAIR.getPublic(), key, value)).isFalse();
    }
  }

  @Property(tries = 200)
  void anyFlippedBit_ofKeyOrValue_isRefused(
      @ForAll @Size(min = 1, max = 40) byte[] key,
      @ForAll @Size(min = 1, max = 200) byte[] value,
      @ForAll @IntRange(max = 1_000_000) int bit) {
    HostSignature signature = HostSignature.of(PAIR.getPrivate(), new byte[16], key, value);
    byte[] otherKey = key.clone();
    byte[] otherValue = value.clone();
    flip(otherKey, bit % (8 * key.length));
    flip(otherValue, bit % (8 * value.length));

    assertThat(verifier.verifies(signature, PAIR.getPublic(), otherKey, value)).isFalse();
    assertThat(verifier.verifies(signature, PAIR.getPublic(), key, otherValue)).isFalse();
  }

  private static void flip(byte[] bytes, int bit) {
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
  }

  /** Where one ends and the other begins is signed too. */
  @Test
  void byteMovedFromTheValueToTheKey_isRefused() {
    HostSignature signature =
        HostSignature.of(PAIR.getPrivate(), new byte[16], text("vm"), text("1a"));

    assertThat(verifier.verifies(signature, PAIR.getPublic(), text("vm1"), text("a"))).isFalse();
  }

  /** So that others can check their own signers: docs/operating/signed-events.md has the same. */
  @Test
  void testVector_isSignedAsTheDocumentationSays() throws GeneralSecurityException {
    PrivateKey secret =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(
                new PKCS8EncodedKeySpec(HEX.parseHex("302e020100300506032b657004220420" + SECRET)));
    byte[] nonce = HEX.parseHex("000102030405060708090a0b0c0d0e0f");

    HostSignature signature = HostSignature.of(secret, nonce, text("vm-1"), text("value"));

    assertThat(HEX.formatHex(signature.header()))
        .isEqualTo("01000102030405060708090a0b0c0d0e0f" + HEX.formatHex(signature.signature()));
    assertThat(HEX.formatHex(signature.signature())).isEqualTo(VECTOR);
    assertThat(verifier.verifies(signature, publicKey(), text("vm-1"), text("value"))).isTrue();
    assertThat(HostKey.id(publicKey())).isEqualTo("06e3fd8fda29bb60");
  }

  private static final String VECTOR =
      "89c62e7ddf0f1fa577208f04c4d72251cb96880ef7e01b67eb818398ada987b2"
          + "55402300f2975fef7f98a6d34404e96c9adb3ee5625b121b2e371ca6e7d5bb06";

  private static PublicKey publicKey() {
    return HostKey.publicKey(HEX.parseHex("302a300506032b6570032100" + PUBLIC));
  }

  @Test
  void keyOfAnotherCurve_isRefused() throws GeneralSecurityException {
    PublicKey foreign = KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic();

    assertThatThrownBy(() -> HostKey.of(foreign, new TaiInstant(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a host's key must be of Ed25519");
    assertThatThrownBy(() -> HostKey.publicKey(foreign.getEncoded()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a public key of Ed25519 in X.509 form");
  }

  @Test
  void key_isValidFromItsFirstStamp_toTheOneBeforeItsEnd() {
    HostKey key = HostKey.of(publicKey(), new TaiInstant(10)).until(new TaiInstant(20));

    assertThat(List.of(9, 10, 19, 20).stream().filter(at -> key.isValidAt(new TaiInstant(at))))
        .containsExactly(10, 19);
  }

  @Test
  void key_isRevokedFromThatStampOn_andNeverLater() {
    HostKey key = HostKey.of(publicKey(), new TaiInstant(0)).revoked(new TaiInstant(10));

    assertThat(key.isRevokedAt(new TaiInstant(9))).isFalse();
    assertThat(key.isRevokedAt(new TaiInstant(10))).isTrue();
    assertThat(key.revoked(new TaiInstant(50))).isEqualTo(key);
    assertThat(key.revoked(new TaiInstant(5)).isRevokedAt(new TaiInstant(5))).isTrue();
  }

  @Test
  void keysOfAHost_ofOneId_areRefused() {
    HostKey key = HostKey.of(publicKey(), new TaiInstant(0));

    assertThatThrownBy(() -> new HostKeys("h0", List.of(key, key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the ids of a host's keys must differ: h0");
    assertThat(new HostKeys("h0", List.of(key)).with(key.until(new TaiInstant(1))).keys())
        .containsExactly(key.until(new TaiInstant(1)));
  }

  @Test
  void headers_areReadAsTheyWereAdded() {
    Headers headers = new RecordHeaders();
    HostSignature signature =
        HostSignature.of(PAIR.getPrivate(), new byte[16], text("k"), text("v"));

    SignatureHeaders.add(headers, "schlüssel", signature);

    assertThat(SignatureHeaders.read(headers))
        .isInstanceOfSatisfying(
            SignatureHeaders.Claim.Signed.class,
            signed -> {
              assertThat(signed.keyId()).isEqualTo("schlüssel");
              assertThat(signed.signature().header()).isEqualTo(signature.header());
            });
  }

  @Test
  void noHeaders_areNoSignature() {
    assertThat(SignatureHeaders.read(new RecordHeaders().add("lapse.requeued", text("1"))))
        .isEqualTo(new SignatureHeaders.Claim.Unsigned());
  }

  @Test
  void headersThatAreNone_areMalformed() {
    byte[] header =
        HostSignature.of(PAIR.getPrivate(), new byte[16], text("k"), text("v")).header();
    String once = "expected one header ";

    assertMalformed(once + "lapse-key-id, with a value", "lapse-signature", header);
    assertMalformed(once + "lapse-signature, with a value", "lapse-key-id", text("k"));
    assertMalformed(
        once + "lapse-signature, with a value",
        "lapse-signature",
        header,
        "lapse-signature",
        header,
        "lapse-key-id",
        text("k"));
    assertMalformed(
        once + "lapse-key-id, with a value",
        "lapse-signature",
        header,
        "lapse-key-id",
        text("k"),
        "lapse-key-id",
        text("k"));
    assertMalformed(
        "expected 81 bytes, the first of them 1: 0",
        "lapse-signature",
        new byte[0],
        "lapse-key-id",
        text("k"));
    assertMalformed(
        "expected a key id of 1 to 64 bytes: 65",
        "lapse-signature",
        header,
        "lapse-key-id",
        new byte[65]);
    assertMalformed(
        "expected a key id in UTF-8",
        "lapse-signature",
        header,
        "lapse-key-id",
        new byte[] {(byte) 0xff});
  }

  private static void assertMalformed(String why, Object... headers) {
    Headers found = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      found.add((String) headers[i], (byte[]) headers[i + 1]);
    }
    assertThat(SignatureHeaders.read(found)).isEqualTo(new SignatureHeaders.Claim.Malformed(why));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
