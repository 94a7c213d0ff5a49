package io.lapse.guestkernel.discipline.trial;

import java.util.List;
import java.util.stream.Collectors;

/** A picture, written element by element; lengths are tenths of a pixel, so that all are exact. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** A point, from the top left. */
  record Point(long x, long y) {}

  Svg(long width, long height, String title, String style) {
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img">
        <title>%s</title>
        <style>
        %s</style>
        """
            .formatted(px(width), px(height), title, style));
    rectangle("paper", 0, 0, width, height);
  }

  void rectangle(String style, long x, long y, long width, long height) {
    text.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
            .formatted(style, px(x), px(y), px(width), px(height)));
  }

  void line(String style, Point from, Point to) {
    path(style, List.of(from, to));
  }

  void path(String style, List<Point> points) {
    String data =
        points.stream()
            .map(point -> px(point.x()) + " " + px(point.y()))
            .collect(Collectors.joining(" L", "M", ""));
    text.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, data));
  }

  void circle(String style, Point at, long radius) {
    text.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n"
            .formatted(style, px(at.x()), px(at.y()), px(radius)));
  }

  void text(String style, Point at, String words) {
    text.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(style, px(at.x()), px(at.y()), words));
  }

  /** From the bottom to the top. */
  void upright(String style, Point at, String words) {
    text.append(
        "<text class=\"%s\" transform=\"translate(%s %s) rotate(-90)\">%s</text>\n"
            .formatted(style, px(at.x()), px(at.y()), words));
  }

  String written() {
    return text + "</svg>\n";
  }

  private static String px(long tenths) {
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
