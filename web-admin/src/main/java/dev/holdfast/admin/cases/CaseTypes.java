package dev.holdfast.admin.cases;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.server.packages.api.Packages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Case types of the packages in force, for filters. */
@ApplicationScoped
public class CaseTypes {
  @Inject private Packages packages;

  /** Names of all types. */
  public List<String> names() {
    return all().map(CaseType::name).distinct().sorted().toList();
  }

  /** Stages of all types, in the order of work. */
  public List<String> stages() {
    return all().flatMap(type -> type.stages().stream()).distinct().toList();
  }

  private Stream<CaseType> all() {
    return packages.active().stream()
        .flatMap(logic -> logic.definition().cases().values().stream());
  }
}
