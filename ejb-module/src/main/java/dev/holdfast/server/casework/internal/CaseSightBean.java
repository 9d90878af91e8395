package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.contents.api.CaseSight;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks the scopes of the packages in force, on the rows as they are now. */
@Stateless
public class CaseSightBean implements CaseSight {
  @PersistenceContext private EntityManager entities;
  @Inject private Jdbc jdbc;
  @Inject private Packages packages;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected CaseSightBean() {}

  @Override
  public boolean seesAny(User user, Collection<UUID> cases) {
    CaseFiles files = new CaseFiles(entities, jdbc, cases);
    Map<String, List<CaseFile>> byApplication =
        files.all().values().stream()
            .filter(file -> cases.contains(file.id()))
            .collect(Collectors.groupingBy(CaseFile::application));
    return packages.activeFor(user).stream()
        .anyMatch(
            logic ->
                sees(
                    user,
                    logic,
                    files,
                    byApplication.getOrDefault(logic.definition().application(), List.of())));
  }

  private boolean sees(
      User user, CompiledPackage logic, CaseFiles files, List<CaseFile> ofApplication) {
    if (ofApplication.isEmpty()) {
      return false;
    }
    Bench bench = new Bench(jdbc, logic, InForce.upcast(packages, logic.definition()), user, files);
    bench.prepare(List.of(), files.all());
    return ofApplication.stream().anyMatch(bench::carries);
  }
}
