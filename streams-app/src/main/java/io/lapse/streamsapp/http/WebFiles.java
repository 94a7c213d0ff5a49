package io.lapse.streamsapp.http;

import io.lapse.telemetry.Route;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page, and the runbooks that it links to. They show nothing that the ledger knows, so they are
 * for everybody: the page asks for a token itself. What files there are is found out once; no
 * request names a path.
 */
public final class WebFiles implements Route {
  private static final String ROOT = "/";
  private static final String INDEX = "index.html";
  private static final String FOLDER = "/io/lapse/streamsapp/web/";
  private static final String PLOTS = "/vendor/echarts.min.js";

  /** The smaller of its scripts; see the ADR on plots. */
  private static final String PLOTS_FILE =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";

  private final Map<String, WebFile> files;

  private WebFiles(Map<String, WebFile> files) {
    this.files = Map.copyOf(files);
  }

  /** Reads all of them. */
  public static WebFiles load() {
    Map<String, WebFile> files = new HashMap<>();
    Bundled.folder(FOLDER, INDEX)
        .forEach((name, body) -> files.put(ROOT + name, WebFile.of(name, body)));
    files.put(ROOT, WebFile.of(INDEX, Bundled.file(FOLDER + INDEX)));
    files.put(PLOTS, WebFile.of(PLOTS, Bundled.file(PLOTS_FILE)));
    Runbooks.load().forEach((name, page) -> files.put(Runbooks.PATH + name, WebFile.html(page)));
    return new WebFiles(files);
  }

  @Override
  public String path() {
    return ROOT;
  }

  /** Of a path that is not there, whoever has no token does not even learn that. */
  @Override
  public boolean isOpen(Request request) {
    return files.containsKey(request.rawPath());
  }

  @Override
  public @Nullable Response answer(Request request) {
    WebFile file = files.get(request.rawPath());
    return file == null ? null : file.answer(request);
  }
}
