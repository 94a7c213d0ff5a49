package io.lapse.ledger;

/** Texts by their bytes in UTF-8, as all outputs sort names. */
public final class Utf8Order {
  private Utf8Order() {}

  /** As {@link java.util.Comparator#compare}. */
  public static int compare(String one, String other) {
    int end = Math.min(one.length(), other.length());
    for (int i = 0; i < end; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // Surrogates stand for code points beyond all others, but come before some of them.
        boolean aFar = Character.isSurrogate(a);
        boolean bFar = Character.isSurrogate(b);
        return aFar == bFar ? Character.compare(a, b) : aFar ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
