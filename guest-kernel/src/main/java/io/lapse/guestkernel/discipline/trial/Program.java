package io.lapse.guestkernel.discipline.trial;

import io.lapse.guestkernel.discipline.Daemon;
import io.lapse.guestkernel.discipline.chrony.ChronySettings;
import io.lapse.guestkernel.discipline.ntpd.NtpdSettings;
import io.lapse.guestkernel.discipline.timesyncd.TimesyncdSettings;

/** A daemon with its settings. */
public sealed interface Program {
  /** The daemon, not yet started. */
  Daemon daemon();

  record Ntpd(NtpdSettings settings) implements Program {
    @Override
    public Daemon daemon() {
      return io.lapse.guestkernel.discipline.ntpd.Ntpd.of(settings);
    }
  }

  record Chrony(ChronySettings settings) implements Program {
    @Override
    public Daemon daemon() {
      return io.lapse.guestkernel.discipline.chrony.Chrony.of(settings);
    }
  }

  record Timesyncd(TimesyncdSettings settings) implements Program {
    @Override
    public Daemon daemon() {
      return io.lapse.guestkernel.discipline.timesyncd.Timesyncd.of(settings);
    }
  }
}
