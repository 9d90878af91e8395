package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Finds the devices that a target stands for. */
@ApplicationScoped
public class Targets {
  private final Jdbc jdbc;
  private final Packages packages;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Targets() {
    this(null, null);
  }

  /** Looks into users, devices and the packages in force. */
  @Inject
  public Targets(Jdbc jdbc, Packages packages) {
    this.jdbc = jdbc;
    this.packages = packages;
  }

  /**
   * Active devices in SQL.
   *
   * @param condition on {@code holdfast.device_state d}
   * @param parameters of the condition
   */
  record Devices(String condition, List<Object> parameters) {
    private Devices(String condition, Object... parameters) {
      this("d.status = 'active' AND " + condition, List.of(parameters));
    }
  }

  /**
   * The active devices of a target.
   *
   * @throws RefusedException {@code NOT_FOUND} if it names nothing
   */
  Devices of(Target target) throws RefusedException {
    String value = target.value();
    return switch (target.kind()) {
      case ALL -> new Devices("true");
      case APPLICATION -> withRole(roles(value));
      case ROLE -> withRole(role(value));
      case USER -> {
        require("SELECT 1 FROM holdfast.app_user WHERE name = ?", value, "user", value);
        yield new Devices("d.user_name = ?", value);
      }
      case DEVICE -> {
        UUID id = id(value);
        require("SELECT 1 FROM holdfast.device WHERE id = ?", id, "device", value);
        yield new Devices("d.id = ?", id);
      }
    };
  }

  private static Devices withRole(List<String> roles) {
    return new Devices(
        "d.user_name IN (SELECT user_name FROM holdfast.user_role WHERE role = ANY (?))",
        (Object) roles.toArray(String[]::new));
  }

  private List<String> roles(String application) throws RefusedException {
    return packages
        .active(application)
        .map(CompiledPackage::definition)
        .map(ApplicationPackage::roles)
        .orElseThrow(() -> missing("application", application));
  }

  /** A role is one that a package in force declares, or that a user has. */
  private List<String> role(String role) throws RefusedException {
    boolean declared =
        packages.active().stream().anyMatch(logic -> logic.definition().roles().contains(role));
    if (!declared) {
      require("SELECT 1 FROM holdfast.user_role WHERE role = ? LIMIT 1", role, "role", role);
    }
    return List.of(role);
  }

  private void require(String sql, Object parameter, String kind, String value)
      throws RefusedException {
    if (jdbc.one(sql, row -> row.getInt(1), parameter).isEmpty()) {
      throw missing(kind, value);
    }
  }

  private static UUID id(String value) throws RefusedException {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      RefusedException refused = missing("device", value);
      refused.initCause(e);
      throw refused;
    }
  }

  private static RefusedException missing(String kind, String value) {
    return new RefusedException(ErrorCode.NOT_FOUND, "There is no " + kind + ' ' + value + '.');
  }
}
