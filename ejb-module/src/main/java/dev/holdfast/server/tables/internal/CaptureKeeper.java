package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.reader.FindingPlace;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.UnitSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps capture as the active packages say, in the caller's transaction. */
@Dependent
class CaptureKeeper {
  private static final String OUR_OWN = "holdfast";
  private final Jdbc jdbc;
  private final List<UnitSource> sources;

  @Inject
  CaptureKeeper(Jdbc jdbc, @Any Instance<UnitSource> sources) {
    this(jdbc, sources.stream().toList());
  }

  CaptureKeeper(Jdbc jdbc, List<UnitSource> sources) {
    this.jdbc = jdbc;
    this.sources = sources;
  }

  /**
   * Installs what a package needs and retires what it no longer needs.
   *
   * @return what is wrong, at its line in the document
   */
  List<Finding> keep(ApplicationPackage definition) {
    return keep(definition.application(), units(definition)).stream()
        .map(finding -> FindingPlace.in(definition.source(), finding))
        .toList();
  }

  /** Installs what is captured whatever packages there are. */
  List<Finding> keepOwn() {
    return keep(OUR_OWN, own());
  }

  /** What is captured whatever packages there are. */
  List<CaptureUnit> own() {
    return sources.stream().flatMap(s -> s.always().stream()).toList();
  }

  /** Every unit of a package. */
  List<CaptureUnit> units(ApplicationPackage definition) {
    return sources.stream().flatMap(s -> s.of(definition).stream()).toList();
  }

  private List<Finding> keep(String application, List<CaptureUnit> units) {
    return jdbc.with(sql -> keep(sql, application, units));
  }

  private static List<Finding> keep(Sql sql, String application, List<CaptureUnit> units)
      throws SQLException {
    // One installation at a time on all nodes: they would wait for each other's locks otherwise.
    sql.one("SELECT pg_advisory_xact_lock(hashtextextended('capture', 0))", row -> "");
    UnitInstaller installer = new UnitInstaller(sql);
    List<Finding> findings = new ArrayList<>();
    UnitRegistry registry = new UnitRegistry(sql);
    PassingFailures failures = new PassingFailures(sql);
    for (CaptureUnit unit : units) {
      List<Finding> wrong = installer.install(unit);
      if (!wrong.isEmpty() && UnitFindings.areForNow(wrong)) {
        failures.failed(application, unit.name(), problem(wrong));
      } else if (!wrong.isEmpty()) {
        registry.problem(application, unit.name(), problem(wrong));
      }
      findings.addAll(wrong);
    }
    registry.keep(application, units.stream().map(CaptureUnit::name).toList());
    return findings;
  }

  private static String problem(List<Finding> findings) {
    return findings.stream().map(Finding::message).distinct().collect(Collectors.joining(" "));
  }
}
