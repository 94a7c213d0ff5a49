/**
 * {@code lapse topics}: makes the topics of a ledger, and checks them.
 *
 * <p>It must not know what the ledger needs of them: {@code streams-app} does. Read {@link
 * io.lapse.cli.topics.TopicsCommand} first.
 */
@NullMarked
package io.lapse.cli.topics;

import org.jspecify.annotations.NullMarked;
