package io.lapse.cli.doctor;

import io.lapse.cli.cluster.Answers;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.Finding;
import io.lapse.streamsapp.topics.Judgement;
import io.lapse.streamsapp.topics.TopicCheck;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Looks at one thing after the other. What cannot be looked at is a finding too. */
final class Diagnosis {
  private static final String BROKERS = "brokers";

  private final ClusterOptions cluster;
  private final String applicationId;
  private final int last;
  private final long nowMillis;

  private final List<Check> checks = new ArrayList<>();
  private List<GroupLag> lags = List.of();
  private HostClocks clocks = new HostClocks();
  private @Nullable PairErrors pairs;

  /**
   * Prepares it.
   *
   * @param last how many records of each partition to read of what is long
   */
  Diagnosis(ClusterOptions cluster, String applicationId, int last, long nowMillis) {
    this.cluster = cluster;
    this.applicationId = applicationId;
    this.last = last;
    this.nowMillis = nowMillis;
  }

  /** Something to look at. */
  private interface Look {
    Check at() throws InterruptedException;
  }

  Diagnosis run() throws InterruptedException {
    Topics topics = cluster.topics();
    try (Admin admin = cluster.admin()) {
      look(BROKERS, () -> ClusterChecks.brokers(admin));
      if (checks.get(0).judgement() == Judgement.FAIL) {
        return this; // Each of the others would wait for the same brokers.
      }
      look("features", () -> ClusterChecks.features(admin));
      look("topics", () -> topics(admin, topics));
      look("permissions", () -> Permissions.topics(admin, topics));
      look("transactions", () -> Permissions.transactions(cluster, applicationId));
      look("hanging", () -> HangingCheck.of(admin, topics, applicationId));
      ApplicationGroup group = new ApplicationGroup(admin, applicationId);
      look("group", group::state);
      Check state = checks.get(checks.size() - 1);
      look("lag", () -> lag(group, topics, state));
      look("clocks", () -> clocks(topics));
      look("threshold", () -> ClockChecks.threshold(pairs));
      look("quarantine", () -> QuarantineCheck.of(cluster, topics, last, nowMillis));
    }
    return this;
  }

  private void look(String name, Look look) throws InterruptedException {
    try {
      checks.add(look.at());
    } catch (Failure e) {
      checks.add(unanswered(name, e));
    } catch (KafkaException e) {
      checks.add(unanswered(name, Answers.refusal("no answer", e)));
    }
  }

  private static Check unanswered(String name, Failure failure) {
    return Check.fail(
        name,
        String.valueOf(failure.getMessage()),
        name.equals(BROKERS)
            ? "start them, or correct --bootstrap-server and --command-config"
            : "put right what fails above, or permit this user to ask");
  }

  private static Check topics(Admin admin, Topics topics) throws InterruptedException {
    List<Finding> findings = TopicCheck.findings(admin, topics);
    List<Finding> fails = of(findings, Judgement.FAIL);
    if (!fails.isEmpty()) {
      boolean missing = fails.stream().anyMatch(found -> found.setting().equals(Finding.TOPIC));
      String more = fails.size() == 1 ? "" : " (and " + (fails.size() - 1) + " more)";
      return Check.fail(
          "topics",
          fails.get(0).inWords() + more,
          missing ? "lapse topics create" : "lapse topics check");
    }
    int warnings = of(findings, Judgement.WARN).size();
    return warnings == 0
        ? Check.ok("topics", "as the ledger needs them")
        : Check.warn("topics", warnings + " settings could be safer", "lapse topics check");
  }

  private static List<Finding> of(List<Finding> findings, Judgement judgement) {
    return findings.stream().filter(finding -> finding.judgement() == judgement).toList();
  }

  private Check lag(ApplicationGroup group, Topics topics, Check state)
      throws InterruptedException {
    lags = group.lags(topics);
    return ApplicationGroup.check(lags, state);
  }

  private Check clocks(Topics topics) throws InterruptedException {
    clocks = ClockChecks.read(cluster, topics.hostEvents(), last);
    pairs = ClockChecks.pairs(clocks);
    return ClockChecks.clocks(clocks);
  }

  List<Check> checks() {
    return List.copyOf(checks);
  }

  /** Of the application, the furthest behind first; none if it was not asked. */
  List<GroupLag> lags() {
    return lags;
  }

  /** The worst first; none if it was not asked. */
  List<HostClock> hosts() {
    return clocks.worstFirst();
  }

  /** The errors of Tout between two hosts; null if fewer than two are known. */
  @Nullable PairErrors pairs() {
    return pairs;
  }
}
