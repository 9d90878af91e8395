package dev.holdfast.device.queue;

import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.Rows;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.casework.CaseEngine;
import dev.holdfast.kernel.casework.FormMaker;
import dev.holdfast.kernel.casework.Judge;
import dev.holdfast.kernel.rule.CompiledPackage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The live logic, compiled once per version and process. Engines read the rows that rules refer to
 * in the transaction they are made for. Safe for use by many threads.
 */
public final class Logic {
  private final Packages packages;
  private final Map<String, CompiledPackage> compiled = new ConcurrentHashMap<>();

  /** Logic of the held packages. */
  public Logic(Packages packages) {
    this.packages = packages;
  }

  /**
   * A case type with its application.
   *
   * @param logic the application
   * @param type the type
   */
  public record Typed(ApplicationPackage logic, CaseType type) {}

  /** The live package of an application. */
  Optional<ApplicationPackage> of(Connection connection, String application) throws SQLException {
    return packages.live(connection).stream()
        .filter(logic -> logic.application().equals(application))
        .findFirst();
  }

  /**
   * Finds a case type.
   *
   * @param name its name, or {@code application/name} if several applications have it
   * @throws NotFoundException if there is none, or several
   */
  public Typed type(Connection connection, String name) throws SQLException {
    List<Typed> found = new ArrayList<>();
    for (ApplicationPackage logic : packages.live(connection)) {
      for (CaseType type : logic.cases().values()) {
        if (name.equals(type.name()) || name.equals(logic.application() + '/' + type.name())) {
          found.add(new Typed(logic, type));
        }
      }
    }
    if (found.isEmpty()) {
      throw new NotFoundException(
          "There is no case type %s on this device. Sync, or check the name.".formatted(name));
    }
    if (found.size() > 1) {
      throw new NotFoundException(
          "Several applications have a case type %s: name it %s/%s."
              .formatted(name, found.get(0).logic().application(), name));
    }
    return found.get(0);
  }

  /** The live packages of all applications. */
  public List<ApplicationPackage> all(Connection connection) throws SQLException {
    return packages.live(connection);
  }

  /** What makes forms, for somebody who reads these languages. */
  FormMaker forms(Connection connection, ApplicationPackage logic, List<String> languages) {
    return new FormMaker(
        compile(logic), Rows.present(connection, logic), logic.labels().in(languages));
  }

  CaseEngine engine(Connection connection, ApplicationPackage logic) {
    return new CaseEngine(
        compile(logic), Rows.certain(connection, logic), relatives(connection, logic));
  }

  /** For what was done already: what can't be known here is the server's to decide. */
  Judge judge(Connection connection, ApplicationPackage logic) {
    return new Judge(compile(logic), Rows.present(connection, logic), relatives(connection, logic));
  }

  /** What says actions in the words of the live logic. */
  Words words(Connection connection) throws SQLException {
    return new Words(connection, packages);
  }

  private Relatives relatives(Connection connection, ApplicationPackage logic) {
    return new Relatives(connection, new Cases(connection, this), logic.application());
  }

  private CompiledPackage compile(ApplicationPackage logic) {
    return compiled.computeIfAbsent(logic.digest(), digest -> CompiledPackage.of(logic));
  }
}
