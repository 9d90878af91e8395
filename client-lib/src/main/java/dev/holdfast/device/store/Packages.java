package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logic that the device holds. A package is fetched beside the live one and becomes live with a
 * switch. Read packages are kept in memory by digest. Safe for use by many threads.
 */
public final class Packages {
  private static final Logger LOG = LoggerFactory.getLogger(Packages.class);

  private final Map<String, ApplicationPackage> read = new ConcurrentHashMap<>();

  /** Of these packages the ones that have to be fetched. */
  public List<PackageRef> missing(Connection connection, List<PackageRef> wanted)
      throws SQLException {
    List<PackageRef> missing = new ArrayList<>();
    for (PackageRef ref : wanted) {
      long held =
          Sql.number(
              connection,
              "SELECT count(*) FROM hf_package WHERE application = ? AND version = ? AND digest = ?",
              ref.application(),
              ref.version(),
              ref.digest());
      if (held == 0) {
        missing.add(ref);
      }
    }
    return missing;
  }

  /**
   * Checks a fetched package and puts it beside the live ones.
   *
   * @throws SyncFailedException if it is not what the server named, or can't be read
   */
  public void stage(Connection connection, PackageRef ref, String source) throws SQLException {
    if (!Sha256.hex(source).equals(ref.digest())) {
      throw new SyncFailedException(
          "The logic of %s %s came damaged.".formatted(ref.application(), ref.version()), null);
    }
    read(ref.digest(), source);
    Sql.update(
        connection,
        "INSERT INTO hf_package (application, version, digest, source, live) VALUES (?, ?, ?, ?, 0)"
            + " ON CONFLICT DO NOTHING",
        ref.application(),
        ref.version(),
        ref.digest(),
        source);
  }

  /** The packages that the device works by, by application. */
  public List<ApplicationPackage> live(Connection connection) throws SQLException {
    List<String> digests =
        Sql.list(
            connection,
            "SELECT digest FROM hf_package WHERE live ORDER BY application",
            row -> row.getString(1));
    List<ApplicationPackage> live = new ArrayList<>();
    for (String digest : digests) {
      ApplicationPackage known = read.get(digest);
      live.add(known == null ? load(connection, digest) : known);
    }
    return live;
  }

  /** A package that was fetched, live or not. */
  public Optional<ApplicationPackage> find(Connection connection, PackageRef ref)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT digest, source FROM hf_package"
            + " WHERE application = ? AND version = ? AND digest = ?",
        row -> read(row.getString(1), row.getString(2)),
        ref.application(),
        ref.version(),
        ref.digest());
  }

  /** The same by its version, if this version of the library can read it. */
  public Optional<ApplicationPackage> find(
      Connection connection, String application, String version) throws SQLException {
    return Sql.first(
            connection,
            "SELECT digest, source FROM hf_package WHERE application = ? AND version = ?",
            row -> readable(row.getString(1), row.getString(2)),
            application,
            version)
        .flatMap(Function.identity());
  }

  /**
   * Live logic that this version of the library can't read any more is live no more, and neither
   * are its cases: nobody is kept from the store, the queue is sent, and a sync brings the next.
   */
  void leaveUnreadable(Connection connection) throws SQLException {
    Set<String> unreadable = new HashSet<>();
    Sql.list(
        connection,
        "SELECT application, digest, source FROM hf_package WHERE live",
        row ->
            readable(row.getString(2), row.getString(3)).isEmpty()
                && unreadable.add(row.getString(1)));
    for (String application : unreadable) {
      Sql.update(connection, "UPDATE hf_package SET live = 0 WHERE application = ?", application);
      Sql.update(connection, "DELETE FROM hf_overlay WHERE application = ?", application);
    }
  }

  private Optional<ApplicationPackage> readable(String digest, String source) {
    try {
      return Optional.of(read(digest, source));
    } catch (SyncFailedException e) {
      LOG.warn("Logic that the store holds is left out.", e);
      return Optional.empty();
    }
  }

  /**
   * Makes these packages live. Of the others those stay that actions in the queue were made with:
   * an earlier version that comes back understands them by what the later one says.
   */
  void activate(Connection connection, List<PackageRef> packages) throws SQLException {
    Sql.update(connection, "UPDATE hf_package SET live = 0");
    for (PackageRef ref : packages) {
      Sql.update(
          connection,
          "UPDATE hf_package SET live = 1 WHERE application = ? AND version = ? AND digest = ?",
          ref.application(),
          ref.version(),
          ref.digest());
    }
    Sql.update(
        connection,
        "DELETE FROM hf_package WHERE NOT live AND NOT EXISTS (SELECT 1 FROM hf_action a"
            + " WHERE a.status <> 'cancelled'"
            + " AND json_extract(a.submission, '$.application') = hf_package.application"
            + " AND json_extract(a.submission, '$.packageVersion') = hf_package.version)");
  }

  private ApplicationPackage load(Connection connection, String digest) throws SQLException {
    return Sql.first(
            connection,
            "SELECT source FROM hf_package WHERE digest = ?",
            row -> read(digest, row.getString(1)),
            digest)
        .orElseThrow(() -> new IllegalStateException("no package " + digest));
  }

  private ApplicationPackage read(String digest, String source) {
    return read.computeIfAbsent(digest, d -> parse(source));
  }

  private static ApplicationPackage parse(String source) {
    try {
      return PackageReader.read(source);
    } catch (PackageException e) {
      throw new SyncFailedException(
          "The logic can't be read by this version of the library: " + e.getMessage(), e);
    }
  }
}
