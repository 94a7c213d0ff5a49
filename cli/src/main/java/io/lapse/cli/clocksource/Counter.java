package io.lapse.cli.clocksource;

import io.lapse.ledger.catchup.Clocksource;

/**
 * What a user asked about.
 *
 * @param title its name and frequency, for a heading
 */
record Counter(String title, Clocksource clocksource) {}
