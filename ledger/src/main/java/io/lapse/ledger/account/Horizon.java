package io.lapse.ledger.account;

/** How far from its watermark a guest's books are still open. */
public final class Horizon {
  /** 24 h of event time. */
  public static final long NANOS = 86_400_000_000_000L;

  /** Of more outages than this the older half is sealed, however young they are. */
  public static final int OUTAGES_MAX = 1_024;

  private Horizon() {}
}
