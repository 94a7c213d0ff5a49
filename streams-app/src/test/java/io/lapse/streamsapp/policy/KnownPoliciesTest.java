package io.lapse.streamsapp.policy;

import static io.lapse.streamsapp.DrivenLedger.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.DrivenLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first of a version holds; what contradicts it is refused, and kept. */
class KnownPoliciesTest {
  private static final Topic<Policy> TOPIC = Topics.standard().policies();

  @TempDir private Path folder;

  private final KnownPolicies known = new KnownPolicies(TOPIC);
  private long offset;

  private void take(String key, byte @Nullable [] bytes) {
    known.take(offset++, key.getBytes(StandardCharsets.UTF_8), bytes, new RecordHeaders());
  }

  private void take(Policy policy) {
    take(policy.name(), bytes(policy));
  }

  private static byte[] bytes(Policy policy) {
    return TOPIC.valueSerde().serializer().serialize("t", policy);
  }

  private List<String> reasons() {
    return known.current().refused().stream()
        .map(refused -> refused.reason() + ": " + refused.explanation())
        .toList();
  }

  @Test
  void policies_standInTheOrderOfTheirTopic() {
    take(policy(2, 50, 7));
    take(policy(1, 10, 5));

    assertThat(known.current().policies()).containsExactly(policy(2, 50, 7), policy(1, 10, 5));
    assertThat(known.current().lastOffset()).isEqualTo(1);
    assertThat(reasons()).isEmpty();
  }

  @Test
  void policyTwice_isThereOnce() {
    take(policy(1, 10, 5));
    PolicyView once = known.current();

    take(policy(1, 10, 5));

    assertThat(known.current()).isSameAs(once);
  }

  @Test
  void policyThatSaysSomethingElse_isRefused() {
    take(policy(1, 10, 5));

    take(policy(1, 10, 6));

    assertThat(known.current().policies()).containsExactly(policy(1, 10, 5));
    assertThat(reasons())
        .containsExactly(
            "POLICY_CONFLICT: default@1 is there already, and says something else: a version never"
                + " changes, expected another");
  }

  @Test
  void laterVersionFromAnEarlierTime_isRefused() {
    take(policy(1, 10, 5));

    take(policy(2, 9, 5));

    assertThat(known.current().policies()).containsExactly(policy(1, 10, 5));
    assertThat(reasons()).singleElement().asString().startsWith("POLICY_CONFLICT: default@2 holds");
  }

  @Test
  void keyThatIsNotThePolicys_isRefused() {
    take("web@1", bytes(policy(1, 10, 5)));

    assertThat(known.current().policies()).isEmpty();
    assertThat(reasons()).containsExactly("WRONG_KEY: expected the key default@1");
  }

  @Test
  void policyTakenBack_isRefused_andHolds() {
    take(policy(1, 10, 5));

    take("default@1", null);

    assertThat(known.current().policies()).containsExactly(policy(1, 10, 5));
    assertThat(reasons())
        .containsExactly("POLICY_CONFLICT: expected a policy: a policy is never taken back");
  }

  @Test
  void bytesThatAreNoPolicy_areRefused() {
    take("default@1", new byte[] {1, 2, 3});

    assertThat(reasons())
        .singleElement()
        .asString()
        .startsWith("UNDECODABLE: expected a PolicyRecord on lapse.policies");
  }

  @Test
  void recordThatIsReadAgain_isTakenOnce() {
    take("x", new byte[] {1});
    PolicyView once = known.current();

    offset = 0;
    take("x", new byte[] {1});

    assertThat(known.current()).isSameAs(once);
  }

  @Test
  void refused_areBounded_theLatestStay() {
    for (int i = 0; i < KnownPolicies.REFUSED_MAX + 5; i++) {
      take("x", new byte[] {1});
    }

    assertThat(known.current().refused()).hasSize(KnownPolicies.REFUSED_MAX);
    assertThat(known.current().refused().get(0).offset()).isEqualTo(5);
  }

  @Test
  void refused_goesToQuarantineOnce_asItCame() {
    try (DrivenLedger ledger = DrivenLedger.start(folder)) {
      ledger.takes(policy(1, 10, 5)).takesPolicy("default@2", new byte[] {1, 2, 3});

      ledger.waits(100).waits(100).waits(100);

      List<TestRecord<String, byte[]>> quarantined = ledger.quarantined();
      assertThat(quarantined).hasSize(1);
      assertThat(quarantined.get(0).key()).isEqualTo("default@2");
      assertThat(quarantined.get(0).value()).containsExactly(1, 2, 3);
      assertThat(headers(quarantined.get(0)))
          .containsEntry("lapse.reason", "UNDECODABLE")
          .containsEntry("lapse.topic", "lapse.policies")
          .containsEntry("lapse.partition", "0")
          .containsEntry("lapse.offset", "1");
    }
  }

  @Test
  void accepted_areInTheGlobalStore_byTheirName() {
    try (DrivenLedger ledger = DrivenLedger.start(folder)) {
      ledger.takes(policy(1, 10, 5)).takes(policy(1, 10, 6));

      assertThat(ledger.<Policy>store(PolicyReader.STORE).get("default@1"))
          .isEqualTo(policy(1, 10, 5));
    }
  }

  private static Map<String, String> headers(TestRecord<?, ?> stored) {
    return StreamSupport.stream(stored.headers().spliterator(), false)
        .collect(
            Collectors.toMap(
                Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
  }
}
