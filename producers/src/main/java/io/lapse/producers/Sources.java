package io.lapse.producers;

import io.lapse.producers.adjtimex.AdjtimexSource;
import io.lapse.producers.avro.AvroSource;
import io.lapse.producers.chrony.ChronySource;
import io.lapse.producers.cloudevents.CloudEventsLog;
import io.lapse.producers.cloudevents.CloudEventsSource;
import io.lapse.producers.cloudhypervisor.CloudHypervisorLog;
import io.lapse.producers.cloudhypervisor.CloudHypervisorSource;
import io.lapse.producers.jsonl.JsonlLog;
import io.lapse.producers.jsonl.JsonlSource;
import io.lapse.producers.kubevirt.KubevirtLog;
import io.lapse.producers.kubevirt.KubevirtSource;
import io.lapse.producers.libvirt.LibvirtLog;
import io.lapse.producers.libvirt.LibvirtSource;
import io.lapse.producers.profile.ProfileSource;
import io.lapse.producers.qmp.QmpLog;
import io.lapse.producers.qmp.QmpSource;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.SourceInput;
import io.lapse.producers.timerlist.TimerListSource;
import io.lapse.producers.vmware.VmwareLog;
import io.lapse.producers.vmware.VmwareSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which adapter reads which format: one line each. */
public final class Sources {
  private Sources() {}

  /**
   * The reader of a log of that format that grows; empty where it is read whole.
   *
   * @param memory of the reader before; null if there was none
   */
  public static Optional<LogReader> log(
      SourceInput input, HostEventSource.Sink sink, @Nullable String memory) {
    return switch (input.format()) {
      case QMP -> Optional.of(QmpLog.open(input, sink, memory));
      case JSONL -> Optional.of(new JsonlLog(input, sink));
      case LIBVIRT -> Optional.of(LibvirtLog.open(input, sink, memory));
      case CLOUD_HYPERVISOR -> Optional.of(CloudHypervisorLog.open(input, sink, memory));
      case VMWARE -> Optional.of(VmwareLog.open(input, sink, memory));
      case KUBEVIRT -> Optional.of(KubevirtLog.open(input, sink, memory));
      case CLOUDEVENTS -> Optional.of(new CloudEventsLog(input, sink));
      case AVRO, TIMER_LIST, PROFILE, CHRONY, ADJTIMEX -> Optional.empty();
    };
  }

  /**
   * The same, where a host that states another TAI - UTC than the leap-second table is told of, as
   * {@link #of} does.
   */
  public static Optional<LogReader> checkedLog(
      SourceInput input, HostEventSource.Sink sink, @Nullable String memory) {
    Integer stated = input.taiOffsetSeconds();
    return stated == null
        ? log(input, sink, memory)
        : OffsetCheckedLog.open(input, stated, sink, memory);
  }

  /** What the lines of a log of that format look like; empty where it is read whole. */
  public static Optional<LineForm> form(Format format) {
    return switch (format) {
      case QMP -> Optional.of(QmpSource.FORM);
      case JSONL -> Optional.of(JsonlSource.FORM);
      case LIBVIRT -> Optional.of(LibvirtSource.FORM);
      case CLOUD_HYPERVISOR -> Optional.of(CloudHypervisorSource.FORM);
      case VMWARE -> Optional.of(VmwareSource.FORM);
      case KUBEVIRT -> Optional.of(KubevirtSource.FORM);
      case CLOUDEVENTS -> Optional.of(CloudEventsSource.FORM);
      case AVRO, TIMER_LIST, PROFILE, CHRONY, ADJTIMEX -> Optional.empty();
    };
  }

  /** The adapter for {@code input}; nothing is opened before it reads. */
  public static HostEventSource of(SourceInput input) {
    HostEventSource adapter =
        switch (input.format()) {
          case QMP -> new QmpSource(input);
          case JSONL -> new JsonlSource(input);
          case AVRO -> new AvroSource(input);
          case LIBVIRT -> new LibvirtSource(input);
          case CLOUD_HYPERVISOR -> new CloudHypervisorSource(input);
          case VMWARE -> new VmwareSource(input);
          case KUBEVIRT -> new KubevirtSource(input);
          case CLOUDEVENTS -> new CloudEventsSource(input);
          case TIMER_LIST -> new TimerListSource(input);
          case PROFILE -> new ProfileSource(input);
          case CHRONY -> new ChronySource(input);
          case ADJTIMEX -> new AdjtimexSource(input);
        };
    return new OffsetCheckedSource(adapter, input);
  }
}
