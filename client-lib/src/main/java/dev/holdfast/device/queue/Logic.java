package dev.holdfast.device.queue;

import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.Rows;
import dev.holdfast.device.store.SqlErrors;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.casework.CaseEngine;
import dev.holdfast.kernel.casework.Judge;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.casework.Upcast;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.ActionSubmission;
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

  CaseEngine engine(Connection connection, ApplicationPackage logic) {
    return new CaseEngine(
        compile(logic), new Rows(connection, logic), relatives(connection, logic));
  }

  Judge judge(Connection connection, ApplicationPackage logic) {
    return new Judge(compile(logic), new Rows(connection, logic), relatives(connection, logic));
  }

  /**
   * An action in the words of the live logic; as it is if its application is gone. The queue keeps
   * it as it was made: so it is sent, however often, and so it is understood by whatever logic
   * comes next.
   */
  Understanding understand(Connection connection, ActionSubmission action) throws SQLException {
    Optional<ApplicationPackage> live = of(connection, action.application());
    return live.isEmpty() || live.get().version().equals(action.packageVersion())
        ? Understanding.of(action)
        : new Upcast(live.get(), version -> other(connection, action.application(), version))
            .understand(action);
  }

  private Optional<ApplicationPackage> other(
      Connection connection, String application, String version) {
    try {
      return packages.find(connection, application, version);
    } catch (SQLException e) {
      throw SqlErrors.translate(e);
    }
  }

  private Relatives relatives(Connection connection, ApplicationPackage logic) {
    return new Relatives(connection, new Cases(connection, this), logic.application());
  }

  private CompiledPackage compile(ApplicationPackage logic) {
    return compiled.computeIfAbsent(logic.digest(), digest -> CompiledPackage.of(logic));
  }
}
