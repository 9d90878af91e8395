package dev.holdfast.kernel.generated;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseLookup;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A random package of one case type, {@code thing}, with the rows and users that it is about.
 *
 * @param logic the package
 * @param yaml its document
 */
public record GeneratedCasework(CompiledPackage logic, String yaml) {
  /** A worker and a boss. */
  public static final List<User> USERS =
      List.of(
          new User("ann", Set.of("worker", "boss"), Map.of("level", List.of("2"))),
          new User("bob", Set.of("worker"), Map.of("worklists", List.of("north", "south"))));

  /** The rows of its table {@code place}: K1, whose parent is K2. */
  public static final RowLookup ROWS =
      (table, key) ->
          switch (key) {
            case "K1" -> Optional.of(Map.of("code", "K1", "region", "N", "parent", "K2"));
            case "K2" -> Optional.of(Map.of("code", "K2"));
            default -> Optional.empty();
          };

  /** Its cases: one that is open, and one that is completed; of half of the packages, a child. */
  public CaseLookup cases() {
    Map<String, Long> open = yaml.length() % 2 == 0 ? Map.of() : Map.of("thing", 1L);
    return new CaseLookup() {
      @Override
      public Optional<CaseState> find(UUID id) {
        boolean completed = id.getLeastSignificantBits() == 1;
        return id.getLeastSignificantBits() == 2
            ? Optional.empty()
            : Optional.of(new CaseState(id, "thing", "one", completed, 1, null, Map.of()));
      }

      @Override
      public Map<String, Long> openChildren(UUID parent, Collection<String> types) {
        return open;
      }
    };
  }

  /** Draws a package. */
  public static GeneratedCasework draw(RandomGenerator random) {
    String yaml = new PackageText(random).write();
    try {
      ApplicationPackage definition = PackageReader.read(yaml);
      return new GeneratedCasework(CompiledPackage.of(definition), yaml);
    } catch (PackageException e) {
      throw new IllegalStateException(e.findings() + "\n" + yaml, e);
    }
  }

  /** Its case type. */
  public CaseType type() {
    return Objects.requireNonNull(logic.definition().cases().get("thing"));
  }
}
