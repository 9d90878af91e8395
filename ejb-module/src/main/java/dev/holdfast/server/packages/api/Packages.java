package dev.holdfast.server.packages.api;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Local;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Application packages. Changes need an administrator. */
@Local
public interface Packages {

  /**
   * A version as administrators see it.
   *
   * @param application name
   * @param version version
   * @param active whether it is the one in force
   * @param deployedAt when
   * @param deployedBy who
   * @param activatedAt when last activated, null if never
   * @param digest digest of the source
   */
  record PackageView(
      String application,
      String version,
      boolean active,
      Instant deployedAt,
      String deployedBy,
      @Nullable Instant activatedAt,
      String digest) {}

  /**
   * One difference between two versions.
   *
   * @param path where in the document
   * @param from value before, null if added
   * @param to value after, null if removed
   */
  record Difference(String path, @Nullable String from, @Nullable String to) {}

  /**
   * What came of deploying a package.
   *
   * @param version the version as it is now
   * @param warnings what its author should look at, by line
   */
  record Deployed(PackageView version, List<Finding> warnings) {}

  /**
   * Checks a package and changes nothing.
   *
   * @return warnings, by line: it works, but maybe not in the field
   * @throws RefusedException {@code INVALID_PACKAGE} with all findings
   */
  List<Finding> check(Caller caller, String source) throws RefusedException;

  /**
   * Checks, stores and activates a package. The same source again changes nothing: if another
   * version is in force by now, it stays.
   *
   * @throws RefusedException {@code INVALID_PACKAGE} with all findings; {@code CONFLICT} if the
   *     version exists with another source
   */
  Deployed deploy(Caller caller, String source) throws RefusedException;

  /**
   * Puts a stored version in force: forward or back.
   *
   * @throws RefusedException {@code NOT_FOUND}; {@code INVALID_PACKAGE} if the database no longer
   *     fits it
   */
  PackageView activate(Caller caller, String application, String version) throws RefusedException;

  /** All versions, newest first, of one application or of all. */
  List<PackageView> list(Caller caller, @Nullable String application) throws RefusedException;

  /**
   * What changes from one version to another.
   *
   * @throws RefusedException {@code NOT_FOUND}
   */
  List<Difference> diff(Caller caller, String application, String from, String to)
      throws RefusedException;

  /** A version, compiled; shared and cached. */
  Optional<CompiledPackage> find(String application, String version);

  /** The version in force of an application, compiled; shared and cached. */
  Optional<CompiledPackage> active(String application);

  /**
   * The same; it stays in force until the caller's transaction ends, as far as it calls things
   * otherwise than its successor.
   *
   * @throws dev.holdfast.server.platform.api.InTheWayException at once if another version is coming
   *     into force: all cases may be written anew for it, and whoever waited so long would keep a
   *     connection from everybody
   */
  Optional<CompiledPackage> hold(String application);

  /**
   * Waits for everybody who holds the version in force of an application, and lets nobody else hold
   * it until the caller's transaction ends.
   */
  void waitForHolders(String application);

  /** The versions in force of all applications, compiled. */
  List<CompiledPackage> active();

  /** The versions in force of every application in which the user has a role. */
  List<CompiledPackage> activeFor(User user);

  /**
   * The same as a snapshot of the database sees it.
   *
   * @param user the user
   * @param snapshot a connection in a transaction of its own
   * @throws SQLException if that connection fails
   */
  List<CompiledPackage> activeFor(User user, Sql snapshot) throws SQLException;
}
