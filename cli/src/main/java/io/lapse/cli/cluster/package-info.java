/**
 * What every command that asks a cluster takes and says: where it is, how to log in, why it did not
 * answer.
 *
 * <p>It must not know what is asked. Read {@link io.lapse.cli.cluster.ClusterOptions} first.
 */
@NullMarked
package io.lapse.cli.cluster;

import org.jspecify.annotations.NullMarked;
