package io.lapse.cli.export;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.policy.Violation;

/** A violation that is open after an entry. */
record ViolationRow(Entry entry, Violation violation) {}
