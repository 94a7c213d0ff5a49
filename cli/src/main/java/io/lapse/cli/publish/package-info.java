/**
 * Recorded inputs into Kafka.
 *
 * <p>It must not know what the ledger makes of them. Read {@link
 * io.lapse.cli.publish.PublishCommand} first.
 */
@NullMarked
package io.lapse.cli.publish;

import org.jspecify.annotations.NullMarked;
