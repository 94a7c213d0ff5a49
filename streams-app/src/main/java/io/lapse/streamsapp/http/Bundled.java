package io.lapse.streamsapp.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files that came with the code, in a jar or in a folder of classes. */
final class Bundled {
  private Bundled() {}

  /**
   * All files of a folder, by their names.
   *
   * @param folder with a slash at both ends
   * @param known one of its files: a jar may not say which folders it has
   */
  static Map<String, byte[]> folder(String folder, String known) {
    URL url = Bundled.class.getResource(folder + known);
    if (url == null) {
      throw missing(folder + known);
    }
    try {
      if (!url.getProtocol().equals("jar")) {
        return files(Path.of(url.toURI()).resolveSibling("."));
      }
      JarURLConnection connection = (JarURLConnection) url.openConnection();
      Path jar = Path.of(connection.getJarFileURL().toURI());
      try (FileSystem files = FileSystems.newFileSystem(jar)) {
        return files(files.getPath(folder));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot read " + url, e);
    }
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.list(folder)) {
      paths = found.filter(Files::isRegularFile).toList();
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (Path path : paths) {
      files.put(String.valueOf(path.getFileName()), Files.readAllBytes(path));
    }
    return files;
  }

  /** One file. */
  static byte[] file(String name) {
    try (InputStream in = Bundled.class.getResourceAsStream(name)) {
      if (in == null) {
        throw missing(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }

  private static IllegalStateException missing(String name) {
    return new IllegalStateException("the classes must come with " + name);
  }
}
