package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Definitions;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.Expression;
import dev.holdfast.server.tables.api.ScopePaths;
import dev.holdfast.server.tables.api.UnitSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Every offline table is a unit. */
@ApplicationScoped
public class TableUnits implements UnitSource {

  @Override
  public List<CaptureUnit> of(ApplicationPackage definition) {
    return definition.tables().values().stream().map(table -> unit(definition, table)).toList();
  }

  @Override
  public List<CaptureUnit> always() {
    return List.of();
  }

  private static CaptureUnit unit(ApplicationPackage definition, OfflineTable table) {
    return new CaptureUnit(
        definition.application(),
        table.name(),
        "tables." + table.name(),
        table.source(),
        List.of(),
        table.key(),
        table.columns(),
        ScopePaths.of(definition, table.name(), (any, column) -> new Expression.Column(column)),
        table.receive(),
        Definitions.digest(definition, table.name()));
  }
}
