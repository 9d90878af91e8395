package dev.holdfast.server.platform.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of one feature by its file {@code index}, which names them line by line. Flyway can't
 * list a directory inside a deployment (WildFly's virtual file system); a test compares index and
 * directory.
 */
final class IndexedScripts implements ResourceProvider {
  private static final String ROOT = "db/migration/";
  private final TreeMap<String, LoadableResource> scripts = new TreeMap<>();

  private IndexedScripts() {}

  static IndexedScripts of(String feature) {
    IndexedScripts provider = new IndexedScripts();
    String directory = ROOT + feature + '/';
    for (String name : names(directory)) {
      provider.scripts.put(name, new ClassPathScript(directory + name, name));
    }
    return provider;
  }

  boolean isEmpty() {
    return scripts.isEmpty();
  }

  /** The scripts as Flyway notes them. */
  Stream<String> paths() {
    return scripts.values().stream().map(LoadableResource::getRelativePath);
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.get(name.substring(name.lastIndexOf('/') + 1));
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .filter(e -> Arrays.stream(suffixes).anyMatch(e.getKey()::endsWith))
        .map(java.util.Map.Entry::getValue)
        .toList();
  }

  private static List<String> names(String directory) {
    InputStream index = open(directory + "index");
    if (index == null) {
      return List.of();
    }
    try (var reader = reader(index)) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static @Nullable InputStream open(String path) {
    return IndexedScripts.class.getClassLoader().getResourceAsStream(path);
  }

  static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
