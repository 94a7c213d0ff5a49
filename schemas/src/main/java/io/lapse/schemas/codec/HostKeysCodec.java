package io.lapse.schemas.codec;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.HostKeys;
import io.lapse.schemas.wire.HostKeyRecord;
import io.lapse.schemas.wire.HostKeysRecord;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** {@link HostKeys} as {@link HostKeysRecord}. */
public final class HostKeysCodec implements RecordCodec<HostKeys, HostKeysRecord> {
  @Override
  public Schema schema() {
    return HostKeysRecord.getClassSchema();
  }

  @Override
  public HostKeysRecord toWire(HostKeys host) {
    return new HostKeysRecord(
        host.host(), host.keys().stream().map(HostKeysCodec::toWire).toList());
  }

  private static HostKeyRecord toWire(HostKey key) {
    return new HostKeyRecord(
        key.id(),
        ByteBuffer.wrap(key.publicKey().getEncoded()),
        key.validFrom().nanos(),
        nanos(key.validUntil()),
        nanos(key.revokedFrom()));
  }

  private static @Nullable Long nanos(@Nullable TaiInstant at) {
    return at == null ? null : (Long) at.nanos();
  }

  @Override
  public HostKeys toDomain(HostKeysRecord wire) {
    return new HostKeys(
        wire.getHost(), wire.getKeys().stream().map(HostKeysCodec::toDomain).toList());
  }

  private static HostKey toDomain(HostKeyRecord wire) {
    byte[] encoded = new byte[wire.getPublicKey().remaining()];
    wire.getPublicKey().duplicate().get(encoded);
    return new HostKey(
        wire.getKeyId(),
        HostKey.publicKey(encoded),
        new TaiInstant(wire.getValidFromTaiNs()),
        instant(wire.getValidUntilTaiNs()),
        instant(wire.getRevokedFromTaiNs()));
  }

  private static @Nullable TaiInstant instant(@Nullable Long nanos) {
    return nanos == null ? null : new TaiInstant(nanos);
  }
}
