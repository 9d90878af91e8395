package dev.holdfast.admin.applications;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.packages.api.Packages.PackageView;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applications with their versions; puts a version in force. */
@Named
@ViewScoped
public class ApplicationListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Packages packages;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private transient List<ApplicationRow> applications = List.of();
  private @Nullable String chosenApplication;
  private @Nullable String chosenVersion;

  /**
   * An application.
   *
   * @param name its name
   * @param active the version in force, null if none
   * @param versions all versions, newest first
   */
  public record ApplicationRow(
      String name, @Nullable PackageView active, List<PackageView> versions) {

    /** Whether a version is older than the one in force, so that activating it is a step back. */
    public boolean isBack(PackageView version) {
      return active != null && version.deployedAt().isBefore(active.deployedAt());
    }
  }

  /** Asks for all versions. */
  public void load() throws RefusedException {
    var byName =
        packages.list(user.caller(), null).stream()
            .collect(
                Collectors.groupingBy(
                    PackageView::application, LinkedHashMap::new, Collectors.toList()));
    applications = byName.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList();
  }

  private static ApplicationRow row(String name, List<PackageView> versions) {
    Optional<PackageView> active = versions.stream().filter(PackageView::active).findFirst();
    return new ApplicationRow(name, active.orElse(null), List.copyOf(versions));
  }

  /** Remembers which version the person is asked about. */
  public void choose(PackageView version) {
    chosenApplication = version.application();
    chosenVersion = version.version();
  }

  /** Puts the chosen version in force. */
  public @Nullable String activate() {
    if (chosenApplication == null || chosenVersion == null) {
      return null;
    }
    try {
      var active = packages.activate(user.caller(), chosenApplication, chosenVersion);
      notices.done(texts.of("application.activated", active.application(), active.version()));
      return Navigation.to("/applications/list");
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  /** The rows. */
  public List<ApplicationRow> getApplications() {
    return applications;
  }

  /** Application of the version that the person is asked about, null if none. */
  public @Nullable String getChosenApplication() {
    return chosenApplication;
  }

  /** The version that the person is asked about, null if none. */
  public @Nullable String getChosenVersion() {
    return chosenVersion;
  }
}
