package io.lapse.producers.kubevirt;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import org.jspecify.annotations.Nullable;

/**
 * KubeVirt's objects, as {@code kubectl get -w} prints them: lines make a document, a document
 * holds objects, an object tells of a migration. A document is read when it has come to its end.
 */
public final class KubevirtLog implements LogReader {
  /** Room for the largest object that Kubernetes stores. */
  private static final int FOLLOWED_CHARS_MAX = 1024 * 1024;

  private final DocumentLines lines;
  private final KubevirtObjects objects;

  private KubevirtLog(DocumentLines lines, KubevirtObjects objects) {
    this.lines = lines;
    this.objects = objects;
  }

  /**
   * A log that is read from its beginning, or goes on.
   *
   * @param memory of the reader before; null if this is the first line
   */
  public static KubevirtLog open(
      SourceInput input, HostEventSource.Sink sink, @Nullable String memory) {
    KubevirtLog log = whole(input, sink, FOLLOWED_CHARS_MAX);
    if (memory != null) {
      ReaderMemory remembered = ReaderMemory.parse(memory);
      log.lines.remember(remembered.inner("lines"));
      log.objects.remember(remembered.inner("objects"));
    }
    return log;
  }

  /** A log that has an end, with documents of at most that many characters. */
  static KubevirtLog whole(SourceInput input, HostEventSource.Sink sink, int charsMax) {
    KubevirtObjects objects = new KubevirtObjects(input, sink);
    return new KubevirtLog(
        new DocumentLines(input.path(), charsMax, objects::take, sink::report), objects);
  }

  @Override
  public void take(Line line) throws MalformedException {
    lines.take(line);
  }

  @Override
  public void end() {
    lines.end();
  }

  /** Says so where documents were read, and none of them was of KubeVirt. */
  void complainOfOtherKinds() {
    objects.complainOfOtherKinds();
  }

  @Override
  public String memory() {
    return ReaderMemory.empty()
        .put("lines", lines.memory())
        .put("objects", objects.memory())
        .toString();
  }
}
