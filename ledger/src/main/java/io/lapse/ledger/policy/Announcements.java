package io.lapse.ledger.policy;

/** Whether a host must warn a guest before it stops it. */
public enum Announcements {
  OPTIONAL,
  REQUIRED
}
