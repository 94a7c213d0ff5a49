package io.lapse.cli.doctor;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.transactions.HangingTransaction;
import io.lapse.streamsapp.transactions.HangingTransactions;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Transactions that stay open in a partition after their coordinator has ended them. */
final class HangingCheck {
  private static final int SHOWN_MAX = 10;

  private HangingCheck() {}

  static Check of(Admin admin, Topics topics, String applicationId) throws InterruptedException {
    List<String> names = topics.all().stream().map(Topic::name).toList();
    return check(new HangingTransactions(admin, applicationId, names).find());
  }

  static Check check(List<HangingTransaction> hanging) {
    if (hanging.isEmpty()) {
      return Check.ok("hanging", "none");
    }
    String found =
        hanging.stream()
            .limit(SHOWN_MAX)
            .map(HangingTransaction::inWords)
            .collect(Collectors.joining("; "));
    int more = hanging.size() - SHOWN_MAX;
    return Check.fail(
        "hanging",
        more > 0 ? found + "; and " + more + " more" : found,
        "stop the application, then as docs/operating/hanging-transactions.md says");
  }
}
