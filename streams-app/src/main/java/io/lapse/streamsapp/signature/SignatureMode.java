package io.lapse.streamsapp.signature;

/** What is asked of the hosts. */
public enum SignatureMode {
  /** Nothing: signatures are not looked at. */
  OFF,
  /** A host that has keys signs; any other may speak without. */
  ACCEPT,
  /** Every host signs. */
  REQUIRE;

  /** Whether signatures are looked at. */
  public boolean checks() {
    return this != OFF;
  }
}
