package dev.holdfast.server.packages.internal;

import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Versions in compiled form, at most one per stored version. A stored version never changes, so
 * what is here is right on every node without asking the database. Thread-safe.
 */
@ApplicationScoped
public class CompiledPackages {
  private final ConcurrentMap<Key, CompiledPackage> known = new ConcurrentHashMap<>();

  /** A version. */
  public record Key(String application, String version) {}

  /** The compiled version; the source is asked for when it isn't known. */
  public Optional<CompiledPackage> get(Key key, Supplier<Optional<String>> source) {
    CompiledPackage compiled = known.get(key);
    if (compiled != null) {
      return Optional.of(compiled);
    }
    return source.get().map(text -> known.computeIfAbsent(key, k -> compile(k, text)));
  }

  private static CompiledPackage compile(Key key, String source) {
    try {
      return CompiledPackage.of(PackageReader.read(source));
    } catch (PackageException e) {
      throw new IllegalStateException(
          key + " was accepted by an earlier release and is not by this one", e);
    }
  }
}
