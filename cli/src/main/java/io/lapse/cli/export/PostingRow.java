package io.lapse.cli.export;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Posting;

/** What an entry moved on an account. */
record PostingRow(Entry entry, Posting posting) {}
