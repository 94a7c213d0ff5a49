/**
 * A real Kafka broker in this process, for a command or a test that brings its own.
 *
 * <p>It must not know what the topics hold. Read {@link EmbeddedBroker} first.
 */
@NullMarked
package io.lapse.cli.broker;

import org.jspecify.annotations.NullMarked;
