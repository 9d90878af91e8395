package dev.holdfast.server.packages.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.reader.CheckedPackage;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.packages.api.PackageActivating;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.InTheWayException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.LockedRefusal;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deploys, activates and finds application packages. */
@Stateless
public class PackagesFacade implements Packages {
  private PackageStore store;
  private CompiledPackages compiled;
  private Jdbc jdbc;
  private PackageChecks checks;
  private Event<PackageActivating> activating;
  private Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected PackagesFacade() {}

  @Inject
  PackagesFacade(
      PackageStore store,
      CompiledPackages compiled,
      Jdbc jdbc,
      PackageChecks checks,
      Event<PackageActivating> activating,
      Audit audit) {
    this.store = store;
    this.compiled = compiled;
    this.jdbc = jdbc;
    this.checks = checks;
    this.activating = activating;
    this.audit = audit;
  }

  @Override
  public List<Finding> check(Caller caller, String source) throws RefusedException {
    caller.requireAdministrator();
    return checks.check(source).warnings();
  }

  @Override
  @Interceptors(LockedRefusal.class)
  public Deployed deploy(Caller caller, String source) throws RefusedException {
    caller.requireAdministrator();
    CheckedPackage checked = checks.check(source);
    return new Deployed(deploy(caller, checked.logic()), checked.warnings());
  }

  private PackageView deploy(Caller caller, CompiledPackage logic) throws RefusedException {
    ApplicationPackage definition = logic.definition();
    store.lock(definition.application());
    Optional<PackageView> stored = store.view(definition.application(), definition.version());
    if (stored.isPresent()) {
      return unchanged(stored.get(), definition);
    }
    store.add(definition, caller.name());
    audit.record(
        caller.name(),
        AuditAction.PACKAGE_DEPLOYED,
        definition.application(),
        null,
        Map.of(
            "version", new Change(null, definition.version()),
            "digest", new Change(null, definition.digest())));
    activate(logic, caller);
    return view(definition);
  }

  @Override
  @Interceptors(LockedRefusal.class)
  public PackageView activate(Caller caller, String application, String version)
      throws RefusedException {
    caller.requireAdministrator();
    store.lock(application);
    CompiledPackage logic =
        find(application, version).orElseThrow(() -> missing(application, version));
    if (!view(logic.definition()).active()) {
      activate(logic, caller);
    }
    return view(logic.definition());
  }

  @Override
  public List<PackageView> list(Caller caller, @Nullable String application)
      throws RefusedException {
    caller.requireAdministrator();
    return store.views(application);
  }

  @Override
  public List<Difference> diff(Caller caller, String application, String from, String to)
      throws RefusedException {
    caller.requireAdministrator();
    return PackageDiff.between(source(application, from), source(application, to));
  }

  @Override
  public Optional<CompiledPackage> find(String application, String version) {
    return compiled.get(
        new CompiledPackages.Key(application, version), () -> store.source(application, version));
  }

  @Override
  public Optional<CompiledPackage> active(String application) {
    return store.activeVersion(application).flatMap(version -> find(application, version));
  }

  @Override
  public Optional<CompiledPackage> hold(String application) {
    if (!store.hold(application)) {
      throw new InTheWayException(
          "Another version of "
              + application
              + " is coming into force. Nothing was changed; try again later.");
    }
    return active(application);
  }

  @Override
  public void waitForHolders(String application) {
    store.waitForHolders(application);
  }

  @Override
  public List<CompiledPackage> active() {
    return jdbc.with(PackageStore::active).stream().map(this::compiled).toList();
  }

  @Override
  public List<CompiledPackage> activeFor(User user) {
    return forUser(user, active());
  }

  @Override
  public List<CompiledPackage> activeFor(User user, Sql snapshot) throws SQLException {
    List<PackageRef> active = PackageStore.active(snapshot);
    return forUser(user, active.stream().map(this::compiled).toList());
  }

  private static List<CompiledPackage> forUser(User user, List<CompiledPackage> packages) {
    return packages.stream()
        .filter(p -> !Collections.disjoint(p.definition().roles(), user.roles()))
        .toList();
  }

  private CompiledPackage compiled(PackageRef ref) {
    return find(ref.application(), ref.version()).orElseThrow();
  }

  private void activate(CompiledPackage logic, Caller caller) throws RefusedException {
    PackageActivating event = new PackageActivating(logic);
    activating.fire(event);
    if (!event.findings().isEmpty()) {
      throw new RefusedException(
          ErrorCode.INVALID_PACKAGE,
          "The package doesn't fit this database; nothing was activated.",
          event.findings());
    }
    ApplicationPackage definition = logic.definition();
    String before = store.activeVersion(definition.application()).orElse(null);
    store.activate(definition, caller.name());
    audit.record(
        caller.name(),
        AuditAction.PACKAGE_ACTIVATED,
        definition.application(),
        null,
        activation(before, definition.version(), event.rewritten()));
  }

  private static Map<String, Change> activation(
      @Nullable String before, String version, long rewritten) {
    Map<String, Change> changes = new HashMap<>();
    changes.put("version", new Change(before, version));
    if (rewritten > 0) {
      changes.put("cases", new Change(null, rewritten + " in its words"));
    }
    return changes;
  }

  private PackageView unchanged(PackageView stored, ApplicationPackage definition)
      throws RefusedException {
    if (!stored.digest().equals(definition.digest())) {
      throw new RefusedException(
          ErrorCode.CONFLICT,
          "Version "
              + stored.version()
              + " of "
              + stored.application()
              + " was deployed with another content. Give the new content a new version.");
    }
    return stored;
  }

  private PackageView view(ApplicationPackage definition) {
    return store.view(definition.application(), definition.version()).orElseThrow();
  }

  private String source(String application, String version) throws RefusedException {
    return store.source(application, version).orElseThrow(() -> missing(application, version));
  }

  private static RefusedException missing(String application, String version) {
    return new RefusedException(
        ErrorCode.NOT_FOUND, "There is no version " + version + " of " + application + '.');
  }
}
