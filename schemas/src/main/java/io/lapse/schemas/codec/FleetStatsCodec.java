package io.lapse.schemas.codec;

import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.fleet.Counts;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.OutageHistogram;
import io.lapse.ledger.fleet.Posted;
import io.lapse.ledger.fleet.ToutStats;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.schemas.wire.AccountWire;
import io.lapse.schemas.wire.CooperationWire;
import io.lapse.schemas.wire.FleetCooperationCount;
import io.lapse.schemas.wire.FleetKindCount;
import io.lapse.schemas.wire.FleetPosted;
import io.lapse.schemas.wire.FleetStatsRecord;
import io.lapse.schemas.wire.FleetTout;
import io.lapse.schemas.wire.FleetVerdictCount;
import io.lapse.schemas.wire.FleetViolationCount;
import io.lapse.schemas.wire.OutageKindWire;
import io.lapse.schemas.wire.VerdictWire;
import io.lapse.schemas.wire.ViolationWire;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.Schema;

/** {@link FleetStats} as {@link FleetStatsRecord}. */
public final class FleetStatsCodec implements RecordCodec<FleetStats, FleetStatsRecord> {
  @Override
  public Schema schema() {
    return FleetStatsRecord.getClassSchema();
  }

  @Override
  public FleetStatsRecord toWire(FleetStats stats) {
    return new FleetStatsRecord(
        list(stats.kinds(), (k, n) -> new FleetKindCount(Symbols.wire(OutageKindWire.class, k), n)),
        list(
            stats.verdicts(),
            (v, n) -> new FleetVerdictCount(Symbols.wire(VerdictWire.class, v), n)),
        list(
            stats.cooperations(),
            (c, n) -> new FleetCooperationCount(Symbols.wire(CooperationWire.class, c), n)),
        stats.open(),
        stats.withoutStop(),
        stats.touts().entrySet().stream().map(t -> tout(t.getKey(), t.getValue())).toList(),
        stats.posted().byAccount().entrySet().stream()
            .map(
                p ->
                    new FleetPosted(
                        Symbols.wire(AccountWire.class, p.getKey()), bytes(p.getValue())))
            .toList(),
        violations(stats));
  }

  @Override
  public FleetStats toDomain(FleetStatsRecord wire) {
    Map<OutageKind, ToutStats> touts = new EnumMap<>(OutageKind.class);
    for (FleetTout tout : wire.getTouts()) {
      touts.put(Symbols.domain(OutageKind.class, tout.getKind()), tout(tout));
    }
    Map<Account, BigInteger> posted = new EnumMap<>(Account.class);
    for (FleetPosted amount : wire.getPosted()) {
      posted.put(Symbols.domain(Account.class, amount.getAccount()), number(amount.getAmountNs()));
    }
    return new FleetStats(
        counts(
            OutageKind.class, wire.getKinds(), FleetKindCount::getKind, FleetKindCount::getCount),
        counts(
            Verdict.class,
            wire.getVerdicts(),
            FleetVerdictCount::getVerdict,
            FleetVerdictCount::getCount),
        counts(
            Cooperation.class,
            wire.getCooperations(),
            FleetCooperationCount::getCooperation,
            FleetCooperationCount::getCount),
        wire.getOpen(),
        wire.getWithoutStop(),
        touts,
        new Posted(posted),
        violations(wire, FleetViolationCount::getOpened),
        violations(wire, FleetViolationCount::getOpen));
  }

  /** A change may end a violation that it did not open. */
  private static List<FleetViolationCount> violations(FleetStats stats) {
    return stats.opened().plus(stats.openNow()).byKey().keySet().stream()
        .map(
            violation ->
                new FleetViolationCount(
                    Symbols.wire(ViolationWire.class, violation),
                    stats.opened().of(violation),
                    stats.openNow().of(violation)))
        .toList();
  }

  private static Counts<Violation> violations(
      FleetStatsRecord wire, ToLongFunction<FleetViolationCount> count) {
    List<FleetViolationCount> found =
        wire.getViolations().stream().filter(v -> count.applyAsLong(v) != 0).toList();
    return counts(Violation.class, found, FleetViolationCount::getViolation, count);
  }

  private static <K extends Comparable<K>, W> List<W> list(
      Counts<K> counts, BiFunction<K, Long, W> count) {
    List<W> list = new ArrayList<>(counts.byKey().size());
    counts.byKey().forEach((key, number) -> list.add(count.apply(key, number)));
    return list;
  }

  private static <K extends Enum<K>, W> Counts<K> counts(
      Class<K> type, List<W> wire, Function<W, Enum<?>> symbol, ToLongFunction<W> count) {
    if (wire.isEmpty()) {
      return Counts.none();
    }
    TreeMap<K, Long> counts = new TreeMap<>();
    wire.forEach(w -> counts.put(Symbols.domain(type, symbol.apply(w)), count.applyAsLong(w)));
    return Counts.of(counts);
  }

  private static FleetTout tout(OutageKind kind, ToutStats tout) {
    return new FleetTout(
        Symbols.wire(OutageKindWire.class, kind),
        bytes(tout.sumNanos()),
        bytes(tout.errorSumNanos()),
        cells(tout.histogram().forward()),
        cells(tout.histogram().backward()));
  }

  private static ToutStats tout(FleetTout wire) {
    return new ToutStats(
        new OutageHistogram(buckets(wire.getForward()), buckets(wire.getBackward())),
        number(wire.getSumNs()),
        number(wire.getErrorSumNs()));
  }

  private static List<Long> cells(Counts<Integer> buckets) {
    List<Long> cells = new ArrayList<>(2 * buckets.byKey().size());
    long before = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.byKey().entrySet()) {
      cells.add(bucket.getKey() - before);
      cells.add(bucket.getValue());
      before = bucket.getKey();
    }
    return cells;
  }

  private static Counts<Integer> buckets(List<Long> cells) {
    if (cells.size() % 2 != 0) {
      throw new IllegalArgumentException("cells must come in pairs: " + cells.size());
    }
    if (cells.isEmpty()) {
      return Counts.none();
    }
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    long bucket = 0;
    for (int i = 0; i < cells.size(); i += 2) {
      bucket = Math.addExact(bucket, cells.get(i));
      buckets.put(Math.toIntExact(bucket), cells.get(i + 1));
    }
    return Counts.of(buckets);
  }

  private static ByteBuffer bytes(BigInteger number) {
    return ByteBuffer.wrap(number.toByteArray());
  }

  private static BigInteger number(ByteBuffer wire) {
    byte[] bytes = new byte[wire.remaining()];
    wire.duplicate().get(bytes);
    return new BigInteger(bytes);
  }
}
