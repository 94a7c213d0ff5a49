package io.lapse.whatif.sweep;

import io.lapse.ledger.account.Rules;
import java.util.Objects;

/**
 * Policies that hold together.
 *
 * @param name what the user calls them
 * @param rules with these policies
 */
public record PolicySet(String name, Rules rules) {
  public PolicySet {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(rules, "rules");
  }
}
