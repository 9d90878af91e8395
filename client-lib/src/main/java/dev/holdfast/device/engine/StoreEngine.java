package dev.holdfast.device.engine;

import dev.holdfast.device.engine.jdbc.SqliteJdbc;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * SQLite with SQLCipher, as a platform has it. Everything that a store does beside this it says in
 * SQLite's SQL, pragmas of SQLite's own among it, to the connections that this opens; of {@code
 * java.sql} it uses what docs/specs/device.md lists. What a connection and each method has to hold
 * is checked by {@code StoreEngineContract} in the library's test-jar, which every implementation
 * has to pass. Safe for use by many threads; each connection is used by one at a time.
 */
public interface StoreEngine {
  /** Length of a file's key in bytes. */
  int KEY_BYTES = 32;

  /** Length of a file's salt in bytes: the first bytes of the file. */
  int SALT_BYTES = 16;

  /** The one of the Java virtual machine: {@code io.github.willena:sqlite-jdbc}. */
  static StoreEngine jdbc() {
    return new SqliteJdbc();
  }

  /**
   * Opens a file of the form of SQLCipher 4 (pages of 4096 bytes, AES-256-CBC, HMAC-SHA512), which
   * is made if there is none, and commits by itself until a {@code BEGIN}. Nothing need be read:
   * that the key is the wrong one, the first statement may say.
   *
   * @param file need not be there, its directory is
   * @param keyAndSalt the raw key, then the salt; not changed, and not kept beyond the connection.
   *     No password is made of it
   * @return to be closed; nothing of the key is in any file or log
   * @throws SQLException if it can't be opened
   */
  Connection open(Path file, byte[] keyAndSalt) throws SQLException;

  /**
   * Copies all that a database holds, its {@code user_version} too, into a new file with another
   * key, in the form that {@link #open} reads. Can be ended as any statement by {@link #stopWhen}.
   *
   * @param from in no transaction
   * @param fresh is not there; if this fails, whatever there is then is the caller's to remove
   * @param keyAndSalt as {@link #open}
   * @throws SQLException if it can't be copied; its message does not tell the key
   */
  void copy(Connection from, Path fresh, byte[] keyAndSalt) throws SQLException;

  /**
   * Ends what a connection does as soon as somebody says so. What was ended throws an error with
   * SQLite's code 9 (interrupted), and has not happened.
   *
   * @param stop asked every few milliseconds while a statement runs, by any thread; what it throws
   *     is for nobody
   * @return closed by who uses the connection: from then on nothing is ended
   */
  Stop stopWhen(Connection connection, BooleanSupplier stop) throws SQLException;

  /** That something may be ended. */
  interface Stop extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  /**
   * SQLite's extended result code of an error, such as 266 for a page that could not be read; the
   * primary one where that is not known, and 0 if SQLite has said nothing. {@link
   * SQLException#getErrorCode} has the primary one in its low byte in any case.
   */
  int code(SQLException e);
}
