package io.lapse.streamsapp.http.fleet;

import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.board.After;
import io.lapse.streamsapp.board.BoardFilter;
import io.lapse.streamsapp.http.BadParameterException;
import io.lapse.streamsapp.http.Cursor;
import io.lapse.streamsapp.http.Parameters;
import io.lapse.telemetry.Route.Request;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What several routes take alike. */
final class Asked {
  static final Set<String> WHO = Set.of("zone", "owner", "class");
  static final Set<String> WHOSE_OUTAGES = with(WHO, "kind", "from", "to");
  static final Set<String> PAGE = Set.of(Parameters.LIMIT, Parameters.CURSOR);

  private static final int KEY_PARTS = 2;

  private Asked() {}

  static Set<String> with(Set<String> names, String... more) {
    Set<String> all = new HashSet<>(names);
    all.addAll(Arrays.asList(more));
    return Set.copyOf(all);
  }

  static Parameters of(Request request, Set<String> names) throws BadParameterException {
    return Parameters.of(request.rawQuery(), names);
  }

  /** By profile, kind and range, as far as the route takes them. */
  static BoardFilter filter(Parameters parameters) throws BadParameterException {
    Long from = nanos(parameters.instant("from"));
    Long to = nanos(parameters.instant("to"));
    if (from != null && to != null && from >= to) {
      throw new BadParameterException("expected from to be before to");
    }
    return new BoardFilter(
        parameters.text("zone"),
        parameters.text("owner"),
        parameters.text("class"),
        parameters.choice("kind", OutageKind.class),
        from,
        to);
  }

  private static @Nullable Long nanos(@Nullable TaiInstant at) {
    return at == null ? null : (Long) at.nanos();
  }

  /**
   * Where the page before ended.
   *
   * @param list names the list and its order
   */
  static @Nullable After after(Parameters parameters, String list) throws BadParameterException {
    List<String> key = parameters.cursor(list);
    if (key == null) {
      return null;
    }
    if (key.size() != KEY_PARTS || !key.get(0).matches("-?[0-9]{1,19}")) {
      throw new BadParameterException("expected cursor to be of this version of Lapse");
    }
    try {
      return new After(Long.parseLong(key.get(0)), key.get(1));
    } catch (NumberFormatException e) {
      throw new BadParameterException("expected cursor to be of this version of Lapse");
    }
  }

  static String next(String list, After last) {
    return Cursor.write(list, Long.toString(last.number()), last.text());
  }

  /** A word as the constant of an enum that it names. */
  static <E extends Enum<E>> E constant(Class<E> choices, String word) {
    return Enum.valueOf(choices, word.toUpperCase(Locale.ROOT));
  }
}
