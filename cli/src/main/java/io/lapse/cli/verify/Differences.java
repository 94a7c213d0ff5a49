package io.lapse.cli.verify;

import io.lapse.cli.verify.Proven.StandingLine;
import io.lapse.ledger.account.Entry;
import io.lapse.schemas.json.EntryColumns;
import io.lapse.schemas.json.EntryColumns.Difference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a standing ledger is not what something else says that it is; the first few places. */
final class Differences {
  private static final int PLACES_MAX = 10;
  private static final int COLUMNS_MAX = 3;

  /** Which entry an entry is, whatever its columns say. */
  private record Key(String guest, String outageId, int entryNumber) {
    static Key of(Entry entry) {
      return new Key(entry.guest(), entry.outageId(), entry.entryNumber());
    }

    @Override
    public String toString() {
      return "entry " + entryNumber + " of " + outageId;
    }
  }

  private final String authority;
  private final List<String> places = new ArrayList<>();

  private Differences(String authority) {
    this.authority = authority;
  }

  /**
   * Compares entry by entry.
   *
   * @param file where the claims stand, for what they lack
   * @param authority who says what is right, and how: {@code the inputs give}
   */
  static List<String> between(
      Path file, List<StandingLine> claimed, List<Entry> right, String authority) {
    Map<Key, Entry> expected = new LinkedHashMap<>();
    right.forEach(entry -> expected.put(Key.of(entry), entry));
    Differences differences = new Differences(authority);
    claimed.forEach(line -> differences.compare(line, expected.remove(Key.of(line.entry()))));
    expected.keySet().forEach(key -> differences.lack(file, key));
    return differences.places;
  }

  private void compare(StandingLine line, @Nullable Entry right) {
    if (right == null) {
      add(line.where() + ": " + authority + " no such entry: " + Key.of(line.entry()));
    } else if (!right.equals(line.entry())) {
      List<Difference> columns = EntryColumns.differences(line.entry(), right);
      String named =
          columns.stream()
              .limit(COLUMNS_MAX)
              .map(
                  column ->
                      column.name()
                          + " is "
                          + column.one()
                          + ", "
                          + authority
                          + " "
                          + column.other())
              .collect(Collectors.joining("; "));
      add(line.where() + ": " + named + more(columns.size() - COLUMNS_MAX));
    }
  }

  private static String more(int columns) {
    if (columns <= 0) {
      return "";
    }
    return "; " + columns + (columns == 1 ? " more column differs" : " more columns differ");
  }

  private void lack(Path file, Key key) {
    add(file + ": " + authority + " also " + key + ", which is missing");
  }

  private void add(String place) {
    if (places.size() < PLACES_MAX) {
      places.add(place);
    }
  }
}
