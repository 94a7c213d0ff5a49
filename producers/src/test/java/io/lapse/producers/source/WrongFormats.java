package io.lapse.producers.source;

import java.util.List;
import java.util.Map;

/** A few lines of each format, by the format's word without {@code _}: what others must refuse. */
final class WrongFormats {
  static final Map<String, List<String>> LINES =
      Map.ofEntries(
          Map.entry(
              "qmp",
              List.of(
                  "{\"QMP\": {\"version\": {}, \"capabilities\": []}}",
                  "{\"timestamp\": {\"seconds\": 1795000000, \"microseconds\": 7}, \"event\":"
                      + " \"STOP\"}")),
          Map.entry(
              "jsonl",
              List.of("{\"kind\":\"stopped\",\"guest\":\"vm1\",\"host\":\"h0\",\"tai_ns\":10}")),
          Map.entry(
              "libvirt",
              List.of(
                  "2026-11-22 21:17:11.123+0000: event 'lifecycle' for domain 'vm1': Suspended"
                      + " Migrated",
                  "2026-11-22 21:17:12.400+0000: event 'job-completed' for domain 'vm1':",
                  "\toperation: 5",
                  "\tdowntime: 67")),
          Map.entry(
              "cloudhypervisor",
              List.of(
                  "{",
                  "  \"timestamp\": {",
                  "    \"secs\": 12,",
                  "    \"nanos\": 345678901",
                  "  },",
                  "  \"source\": \"vm\",",
                  "  \"event\": \"paused\",",
                  "  \"properties\": null",
                  "}",
                  "")),
          Map.entry(
              "vmware",
              List.of(
                  "2015-10-27T22:01:42.149Z| vcpu-0| I120: Checkpoint_Unstun: vm stopped for"
                      + " 188405 us")),
          Map.entry(
              "kubevirt",
              List.of(
                  "apiVersion: kubevirt.io/v1",
                  "kind: VirtualMachineInstanceMigration",
                  "metadata: {name: m, namespace: default}",
                  "spec: {vmiName: vm1}",
                  "status:",
                  "  migrationState:",
                  "    startTimestamp: \"2026-11-22T21:17:05Z\"",
                  "    endTimestamp: \"2026-11-22T21:17:14Z\"",
                  "    sourceNode: node01",
                  "    targetNode: node02",
                  "    completed: true")),
          Map.entry(
              "cloudevents",
              List.of(
                  "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"//h0\",\"type\":\"x\","
                      + "\"time\":\"2026-11-22T21:17:05Z\",\"data\":{}}")),
          Map.entry(
              "timerlist",
              List.of(
                  "Timer List Version: v0.9",
                  "HRTIMER_MAX_CLOCK_BASES: 8",
                  "now at 21424087875 nsecs",
                  "",
                  "cpu: 0")),
          Map.entry(
              "profile",
              List.of(
                  "{\"guest\": \"vm1\", \"clocksource\": \"tsc\", \"tsc_khz\": 2445406,",
                  " \"taken_realtime_ns\": 1795382968795226323}")),
          Map.entry(
              "chrony",
              List.of(
                  "7F000001,127.0.0.1,4,1795580780.897930931,0.049998749,-0.000000010,0.000000465,"
                      + "0.034,-0.000,0.196,0.000005433,0.000001161,1.0,Normal")),
          Map.entry(
              "adjtimex",
              List.of(
                  "{\"realtime_ns\":1795580291000000005,\"offset\":5,\"maxerror\":500,"
                      + "\"status\":8193}")));

  private WrongFormats() {}
}
