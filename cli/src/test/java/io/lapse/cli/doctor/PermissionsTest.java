package io.lapse.cli.doctor;

import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.schemas.topic.Topics;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  @Test
  void inputs_mustBeRead_andTheRestWritten() {
    assertThat(
            Permissions.missing(
                Topics.standard(),
                Map.of(
                    "lapse.host-events", Set.of(DESCRIBE, WRITE),
                    "lapse.guest-events", Set.of(DESCRIBE, READ),
                    "lapse.ledger", Set.of(DESCRIBE, READ),
                    "lapse.alerts", Set.of(WRITE),
                    "lapse.quarantine", Set.of(ALL))))
        .containsExactly("READ lapse.host-events", "WRITE lapse.ledger");
  }
}
