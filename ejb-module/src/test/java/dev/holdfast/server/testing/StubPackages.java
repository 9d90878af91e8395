package dev.holdfast.server.testing;

import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.packages.api.Packages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One application in force, the one in {@code inspection.yaml}; nothing else is answered. */
public final class StubPackages {
  private static final CompiledPackage LOGIC = compiled(source());

  private StubPackages() {}

  /** The stand-in. */
  public static Packages packages() {
    return packages(LOGIC);
  }

  /** The same with another version of the application in force. */
  public static Packages packages(String source) {
    return packages(compiled(source));
  }

  private static Packages packages(CompiledPackage logic) {
    return (Packages)
        Proxy.newProxyInstance(
            StubPackages.class.getClassLoader(),
            new Class<?>[] {Packages.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("active") && arguments == null) {
                return List.of(logic);
              }
              if (method.getName().equals("find")) {
                return Optional.empty();
              }
              if (Set.of("active", "hold").contains(method.getName())) {
                boolean ours = logic.definition().application().equals(arguments[0]);
                return ours ? Optional.of(logic) : Optional.empty();
              }
              if (method.getName().equals("activeFor") && arguments.length == 1) {
                boolean concerned =
                    !Collections.disjoint(
                        logic.definition().roles(), ((User) arguments[0]).roles());
                return concerned ? List.of(logic) : List.of();
              }
              throw new UnsupportedOperationException(method.toString());
            });
  }

  /** Its YAML. */
  public static String source() {
    try (InputStream in = StubPackages.class.getResourceAsStream("inspection.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompiledPackage compiled(String source) {
    try {
      return CompiledPackage.of(PackageReader.read(source));
    } catch (PackageException e) {
      throw new IllegalStateException(e.findings().toString(), e);
    }
  }
}
