package io.lapse.schemas.topic;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.HostKeys;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;

/** The keys of a host: values of {@link Samples}. The public key is the first of RFC 8032, 7.1. */
final class KeySamples {
  private static final PublicKey PUBLIC_KEY =
      HostKey.publicKey(
          HexFormat.of()
              .parseHex(
                  "302a300506032b6570032100"
                      + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));

  private KeySamples() {}

  static HostKeys keys() {
    TaiInstant from = new TaiInstant(1_795_383_005_926_264_000L);
    return new HostKeys(
        "größe-🕰",
        List.of(
            HostKey.of(PUBLIC_KEY, from),
            new HostKey("2026-Ä", PUBLIC_KEY, from, from.plus(7), from.plus(3))));
  }
}
