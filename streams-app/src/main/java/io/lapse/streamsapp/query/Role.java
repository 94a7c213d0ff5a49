package io.lapse.streamsapp.query;

/** What an instance is to a partition. */
public enum Role {
  /** It owns the partition: it alone takes its inputs. */
  ACTIVE,
  /** It follows the changelog, so as to take over fast. */
  STANDBY,
  /** It is about to own the partition, and reads what is missing from the changelog. */
  RESTORING
}
