package io.lapse.streamsapp.signature;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.HostKeys;
import io.lapse.schemas.signature.HostSignature;
import io.lapse.schemas.signature.SignatureHeaders;
import io.lapse.schemas.topic.Topics;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** A host with a key of its own. */
public final class SigningHost {
  private static final SecureRandom NONCES = new SecureRandom();

  private final String name;
  private final KeyPair pair;

  public SigningHost(String name) {
    this.name = name;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Valid at all times. */
  public HostKey key() {
    return HostKey.of(pair.getPublic(), new TaiInstant(0));
  }

  public HostKeys keys() {
    return new HostKeys(name, List.of(key()));
  }

  /** The event, signed with a nonce of its own. */
  public TestRecord<String, byte[]> signs(HostEvent event) {
    return signs(event.guest(), bytes(event), key().id());
  }

  /** A record, signed, with a key id of the host's choice. */
  public TestRecord<String, byte[]> signs(String guest, byte[] value, String keyId) {
    byte[] nonce = new byte[HostSignature.NONCE_BYTES];
    NONCES.nextBytes(nonce);
    byte[] key = Topics.standard().hostEvents().keySerde().serializer().serialize("t", guest);
    Headers headers = new RecordHeaders();
    SignatureHeaders.add(headers, keyId, HostSignature.of(pair.getPrivate(), nonce, key, value));
    return new TestRecord<>(guest, value, headers);
  }

  /** Without a signature. */
  public static TestRecord<String, byte[]> unsigned(HostEvent event) {
    return new TestRecord<>(event.guest(), bytes(event), new RecordHeaders());
  }

  public static byte[] bytes(HostEvent event) {
    return Topics.standard().hostEvents().valueSerde().serializer().serialize("t", event);
  }
}
