/**
 * The host side: from what hypervisors report, and guests show, to events on a topic.
 *
 * <pre>
 *   manifest, --input  ->  Sources  ->  qmp, libvirt, cloudhypervisor, vmware, kubevirt ...
 *                                         |  port: HostEventSource, LogReader
 *                        Recordings  <----+---->  produce: feeds, journal, sender
 *                            |                        |
 *                         publish  ------------------ +--->  Kafka
 * </pre>
 *
 * <p>It must not know the running ledger or the guest side. Read {@link
 * io.lapse.producers.source.HostEventSource} first.
 */
@NullMarked
package io.lapse.producers;

import org.jspecify.annotations.NullMarked;
