package io.lapse.streamsapp.metrics;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.streamsapp.account.FoldObserver;
import io.lapse.streamsapp.account.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the fold does, in the instance that does it: over all instances, each input, outage
 * and violation is counted once. What a transaction that was aborted had done is counted again when
 * it is done again.
 *
 * <pre>
 *   input -> IngestMeters, HostClocks, NtpWords
 *   step  -> OutageMeters, JudgementMeters, RepairMeters, TimerMeters
 * </pre>
 */
public final class FoldMetrics implements FoldObserver {
  /** Zones beyond so many share one. */
  static final int ZONES_MAX = 50;

  /** Policies beyond so many share one. */
  static final int POLICIES_MAX = 100;

  private final BoundedLabel zones = new BoundedLabel(ZONES_MAX);
  private final BoundedLabel policies = new BoundedLabel(POLICIES_MAX);
  private final BurstSizes bursts = new BurstSizes(System::currentTimeMillis);
  private final HostClocks hosts = new HostClocks(System::currentTimeMillis);
  private final NtpWords ntp = new NtpWords();
  private final Set<String> expected = ConcurrentHashMap.newKeySet();
  private final IngestMeters ingest;
  private final OutageMeters outages;
  private final JudgementMeters judgements;
  private final RepairMeters repairs;
  private final TimerMeters timers;
  private final PolicyInfo policyInfo;

  /** Those of an instance; they are served from now on. */
  public FoldMetrics(MeterRegistry registry) {
    ingest = new IngestMeters(registry);
    outages = new OutageMeters(registry);
    judgements = new JudgementMeters(registry, policies);
    repairs = new RepairMeters(registry);
    timers = new TimerMeters(registry, bursts);
    policyInfo = new PolicyInfo(registry);
  }

  /** The zones that are served. */
  BoundedLabel zones() {
    return zones;
  }

  /** The policies that are served. */
  BoundedLabel policies() {
    return policies;
  }

  BurstSizes bursts() {
    return bursts;
  }

  HostClocks hosts() {
    return hosts;
  }

  NtpWords ntp() {
    return ntp;
  }

  @Override
  public void spent(Stage stage, long nanos) {
    ingest.spent(stage, nanos);
  }

  @Override
  public void arrived(LedgerInput input, long recordMillis) {
    ingest.arrived(input, recordMillis);
  }

  @Override
  public void judgedBy(List<Policy> accepted) {
    policyInfo.judgedBy(accepted);
  }

  @Override
  public void passedOver(int partition, LedgerInput input, Step step) {
    ingest.passedOver(input, step.outcome());
    // What an emulated guest does is no less known for not being booked.
    heard(partition, input, step);
  }

  @Override
  public void published(int partition, LedgerInput input, Step step) {
    ingest.accepted(input);
    hosts.on(input);
    heard(partition, input, step);
    if (step.history().isEmpty() && step.alerts().isEmpty()) {
      return;
    }
    if (EndedOutages.correct(step.history())) {
      ingest.corrected(input);
    }
    count(new Booked(zone(step.next()), input, step));
  }

  private void heard(int partition, LedgerInput input, Step step) {
    if (input instanceof GuestEvent) {
      ntp.on(partition, zone(step.next()), input);
      if (input instanceof GuestEvent.Reacted reaction) {
        repairs.reacted(new Booked(zone(step.next()), input, step), reaction);
      }
    }
  }

  @Override
  public void rejudged(Step step) {
    count(new Booked(zone(step.next()), null, step));
  }

  private void count(Booked booked) {
    outages.on(booked);
    judgements.on(booked);
    repairs.on(booked);
    timers.on(booked);
  }

  @Override
  public void refused(String topic, @Nullable LedgerInput input, Reason reason) {
    ingest.refused(topic, input, reason);
  }

  /** As the label {@code zone} of the guest's latest profile says. */
  private String zone(GuestState state) {
    GuestEvent.Profile profile = state.profile();
    String zone = zones.of(profile == null ? null : profile.labels().get("zone"));
    if (expected.add(zone)) {
      outages.expect(zone);
      judgements.expect(zone);
      repairs.expect(zone);
    }
    return zone;
  }
}
