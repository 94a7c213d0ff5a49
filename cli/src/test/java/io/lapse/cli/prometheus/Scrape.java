package io.lapse.cli.prometheus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance served at once, in Prometheus' text format.
 *
 * @param text as it came
 */
record Scrape(String text) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern HELP = Pattern.compile("# TYPE (\\S+) (\\S+)");

  private record Sample(String name, Map<String, String> labels, double value) {}

  private List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (!line.startsWith("#") && sample.matches()) {
        Map<String, String> labels = new TreeMap<>();
        if (sample.group(3) != null) {
          LABEL
              .matcher(sample.group(3))
              .results()
              .forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(4))));
      }
    }
    return samples;
  }

  /** The sum of the series of a name, by the values of a label. */
  Map<String, Double> by(String label, String name) {
    Map<String, Double> sums = new TreeMap<>();
    for (Sample sample : samples()) {
      if (sample.name().equals(name)) {
        sums.merge(sample.labels().getOrDefault(label, ""), sample.value(), Double::sum);
      }
    }
    return sums;
  }

  /** The sum of the series of a name. */
  double sum(String name) {
    return samples().stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** The names that it tells of, each with its type. */
  Map<String, String> types() {
    Map<String, String> types = new TreeMap<>();
    HELP.matcher(text).results().forEach(type -> types.put(type.group(1), type.group(2)));
    return types;
  }

  /** The labels of the samples of a name; {@code le} is left out. */
  Set<String> labels(String name) {
    Set<String> labels = new HashSet<>();
    for (Sample sample : samples()) {
      if (sample.name().equals(name)) {
        labels.addAll(sample.labels().keySet());
      }
    }
    labels.remove("le");
    return labels;
  }
}
