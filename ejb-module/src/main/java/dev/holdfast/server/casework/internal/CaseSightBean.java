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
import java.util.UUID;

/** Asks the scopes of the packages in force, on the rows as they are now. */
@Stateless
public class CaseSightBean implements CaseSight {
  /** Cases that are read and looked at together. */
  private static final int AT_ONCE = 100;

  @PersistenceContext private EntityManager entities;
  @Inject private Jdbc jdbc;
  @Inject private Packages packages;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected CaseSightBean() {}

  @Override
  public boolean seesAny(User user, Collection<UUID> cases) {
    return packages.activeFor(user).stream().anyMatch(logic -> seesAny(user, logic, cases));
  }

  private boolean seesAny(User user, CompiledPackage logic, Collection<UUID> cases) {
    List<UUID> some = ScopeGroups.of(jdbc, logic.definition(), cases);
    for (int from = 0; from < some.size(); from += AT_ONCE) {
      if (sees(user, logic, some.subList(from, Math.min(some.size(), from + AT_ONCE)))) {
        return true;
      }
    }
    return false;
  }

  private boolean sees(User user, CompiledPackage logic, List<UUID> some) {
    CaseFiles files = new CaseFiles(entities, jdbc, some);
    Bench bench = new Bench(jdbc, logic, InForce.upcast(packages, logic.definition()), user, files);
    bench.prepare(List.of(), files.all());
    return some.stream().map(files::get).anyMatch(file -> file != null && bench.carries(file));
  }
}
