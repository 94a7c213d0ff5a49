package io.lapse.whatif.report;

/** A part of a page. */
interface Section {
  /** Its name in the page, for links. */
  String id();

  /** Its heading. */
  String title();

  /** What to see in it, in a sentence or two. */
  String reading();

  /** Writes what follows the heading and the reading. */
  void write(Html html, Judged judged);
}
