package dev.holdfast.device.engine.jdbc;

import dev.holdfast.device.engine.StoreEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;
import org.sqlite.mc.SQLiteMCSqlCipherConfig;

/**
 * The driver {@code io.github.willena:sqlite-jdbc}, which has SQLite3 Multiple Ciphers in it. The
 * key is set through the driver's configuration, and paths are escaped: no text from outside means
 * anything in a JDBC URL.
 */
public final class SqliteJdbc implements StoreEngine {
  /**
   * Some milliseconds of SQLite's machine on a slow device; asking takes less than a microsecond.
   */
  private static final int INSTRUCTIONS = 10_000;

  @Override
  public Connection open(Path file, byte[] keyAndSalt) throws SQLException {
    SQLiteConfig config =
        SQLiteMCSqlCipherConfig.getV4Defaults().withRawSaltedKey(keyAndSalt).build();
    return config.createConnection("jdbc:sqlite:" + uri(file));
  }

  @Override
  public void copy(Connection from, Path fresh, byte[] keyAndSalt) throws SQLException {
    String key = HexFormat.of().formatHex(keyAndSalt);
    try (PreparedStatement copy = from.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, "%s?cipher=sqlcipher&legacy=4&key=x%%27%s%%27".formatted(uri(fresh), key));
      copy.executeUpdate();
    } catch (SQLException e) {
      throw without(key, e);
    }
  }

  /** A path may have what means something in a URL. */
  private static String uri(Path file) {
    return "file:" + file.toUri().getRawPath();
  }

  /** The same error without a secret that its message may name, as part of a file's name. */
  static SQLException without(String secret, SQLException e) {
    String message = String.valueOf(e.getMessage()).replace(secret, "...");
    return e instanceof SQLiteException known
        ? new SQLiteException(message, known.getResultCode())
        : new SQLException(message, e.getSQLState(), e.getErrorCode());
  }

  @Override
  public Stop stopWhen(Connection connection, BooleanSupplier stop) throws SQLException {
    ProgressHandler.setHandler(
        connection,
        INSTRUCTIONS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return stop.getAsBoolean() ? 1 : 0;
          }
        });
    return () -> ProgressHandler.clearHandler(connection);
  }

  @Override
  public int code(SQLException e) {
    return e instanceof SQLiteException known ? known.getResultCode().code : e.getErrorCode();
  }
}
