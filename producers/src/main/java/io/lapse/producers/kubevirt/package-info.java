/**
 * KubeVirt's objects: which node a guest left, which it went to, and when, to the second. They
 * bound a migration, never an outage.
 *
 * <p>It must not know the ledger's rules. Read {@link io.lapse.producers.kubevirt.KubevirtLog}
 * first; what becomes of which field is in {@code docs/reference/sources.md}.
 */
@NullMarked
package io.lapse.producers.kubevirt;

import org.jspecify.annotations.NullMarked;
