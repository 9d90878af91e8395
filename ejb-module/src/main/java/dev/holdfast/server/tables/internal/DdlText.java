package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SQL that capture of a package needs, for the owner of its tables to run with psql.
 *
 * @param sql the script
 * @param findings what doesn't fit; then the script is not complete
 */
record DdlText(String sql, List<Finding> findings) {

  static DdlText of(Sql sql, List<CaptureUnit> units) throws SQLException {
    String login =
        sql.one("SELECT format('%I', current_user)", row -> row.getString(1)).orElseThrow();
    StringBuilder text = new StringBuilder("BEGIN;\n");
    List<Finding> findings = new ArrayList<>();
    Catalog catalog = new Catalog(sql);
    for (CaptureUnit unit : units) {
      UnitPlanner planner = new UnitPlanner(catalog, unit);
      Optional<UnitShape> shape = planner.plan();
      findings.addAll(planner.findings().all());
      if (shape.isPresent()) {
        append(text, shape.get(), login);
      }
    }
    return new DdlText(text.append("COMMIT;\n").toString(), findings);
  }

  private static void append(StringBuilder text, UnitShape shape, String login) {
    CaptureUnit unit = shape.unit();
    text.append("\n-- ").append(unit.application()).append('/').append(unit.name()).append('\n');
    CaptureScript script = CaptureScript.of(shape);
    script.statements().forEach(statement -> text.append(statement).append(";\n"));
    text.append("ALTER TABLE ").append(shape.captureTable()).append(" OWNER TO ").append(login);
    text.append(";\nGRANT EXECUTE ON FUNCTION ").append(script.markedFunction());
    text.append("(boolean) TO ").append(login).append(";\n");
  }
}
