package dev.holdfast.server.identity.internal;

import static dev.holdfast.server.identity.internal.IdentityLog.LOG;

import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Lets the first administrator in: at a start without users, from a file that the operator names.
 */
@Singleton
@Startup
@DependsOn("PlatformStartup")
public class Bootstrap {
  private static final String ADMIN = "admin";

  @Inject private Settings settings;
  @Inject private Jdbc jdbc;
  @Inject private UserStore users;
  @Inject private UserAudit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Bootstrap() {}

  /** Adds the administrator if there is nobody. Nodes that start together wait for each other. */
  @PostConstruct
  void addAdministrator() {
    jdbc.update("LOCK TABLE holdfast.app_user IN SHARE ROW EXCLUSIVE MODE");
    boolean nobody =
        jdbc.one("SELECT 1 FROM holdfast.app_user LIMIT 1", row -> row.getInt(1)).isEmpty();
    if (!nobody) {
      return;
    }
    String file = settings.get(IdentitySettings.ADMIN_PASSWORD_FILE);
    if (file.isEmpty()) {
      LOG.noAdministrator(IdentitySettings.ADMIN_PASSWORD_FILE.property());
      return;
    }
    try {
      String password = Files.readString(Path.of(file)).strip();
      AppUser added =
          users.add(
              ADMIN,
              new UserChange(password, "Administrator", Set.of(Caller.ADMINISTRATOR), null, null));
      audit.added(Audit.SERVER, added.view());
      LOG.administratorAdded(ADMIN);
    } catch (IOException e) {
      throw new UncheckedIOException("The first administrator's password can't be read", e);
    } catch (RefusedException e) {
      throw new IllegalStateException(
          "The first administrator's password in " + file + " is refused: " + e.getMessage(), e);
    }
  }
}
