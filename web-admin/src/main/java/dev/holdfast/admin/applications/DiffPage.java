package dev.holdfast.admin.applications;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.packages.api.Packages.Difference;
import dev.holdfast.server.packages.api.Packages.PackageView;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes from one version of an application to another; both are in the page's address. */
@Named
@RequestScoped
public class DiffPage {
  @Inject private CurrentUser user;
  @Inject private Packages packages;

  private @Nullable String application;
  private @Nullable String from;
  private @Nullable String to;
  private List<PackageView> versions = List.of();
  private List<Difference> differences = List.of();

  /** Compares; without versions, the newest with the one in force or the one before. */
  public void load() throws RefusedException {
    var caller = user.caller();
    versions = application == null ? List.of() : packages.list(caller, application);
    if (!Navigation.found(versions.isEmpty() ? null : versions)) {
      return;
    }
    var newest = versions.get(0).version();
    to = to == null ? newest : to;
    from = from == null ? former(to) : from;
    differences = packages.diff(caller, versions.get(0).application(), from, to);
  }

  private String former(String version) {
    var active =
        versions.stream().filter(PackageView::active).map(PackageView::version).findFirst();
    if (active.isPresent() && !active.get().equals(version)) {
      return active.get();
    }
    return versions.stream()
        .map(PackageView::version)
        .dropWhile(other -> !other.equals(version))
        .skip(1)
        .findFirst()
        .orElse(version);
  }

  /** Versions to choose from, newest first. */
  public List<PackageView> getVersions() {
    return versions;
  }

  /** What changes. */
  public List<Difference> getDifferences() {
    return differences;
  }

  /** The application. */
  public @Nullable String getApplication() {
    return application;
  }

  /** The application. */
  public void setApplication(@Nullable String application) {
    this.application = application;
  }

  /** Version before. */
  public @Nullable String getFrom() {
    return from;
  }

  /** Version before. */
  public void setFrom(@Nullable String from) {
    this.from = from;
  }

  /** Version after. */
  public @Nullable String getTo() {
    return to;
  }

  /** Version after. */
  public void setTo(@Nullable String to) {
    this.to = to;
  }
}
