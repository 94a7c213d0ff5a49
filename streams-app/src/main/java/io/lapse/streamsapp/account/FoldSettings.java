package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Rules;
import io.lapse.schemas.topic.Topics;

/**
 * How the fold is run.
 *
 * @param rules all but the policies
 * @param inMemory whether states are held in memory; else in files
 * @param decodedMax how many guests the instance keeps decoded
 * @param counting whether it also says what changes in the statistics of hosts
 */
public record FoldSettings(
    Rules rules, Topics topics, boolean inMemory, int decodedMax, boolean counting) {}
