package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.StoreException.Reason;
import dev.holdfast.device.engine.StoreEngine;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@DisplayName("SQLite's errors")
class SqlErrorsTest {
  private final SqlErrors errors = new SqlErrors(StoreEngine.jdbc());
  private final Checking checking = new Checking(errors);

  private static SQLiteException error(SQLiteErrorCode code) {
    return new SQLiteException("disk I/O error", code);
  }

  private Reason reason(SQLException e) {
    return ((StoreException) errors.translate(e)).reason();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SQLITE_IOERR",
        "SQLITE_IOERR_READ",
        "SQLITE_IOERR_SHORT_READ",
        "SQLITE_IOERR_DATA",
        "SQLITE_IOERR_CORRUPTFS"
      })
  @DisplayName("are damage if the disk does not give what was written, as any other damage")
  void reading(SQLiteErrorCode code) throws SQLException {
    assertThat(reason(error(code))).isEqualTo(Reason.DAMAGED);
    assertThat(checking.damage(error(code)).problems()).containsExactly("disk I/O error");
  }

  @Test
  @DisplayName("are no damage if something can't be written")
  void writing() {
    SQLiteException writing = error(SQLiteErrorCode.SQLITE_IOERR_WRITE);

    assertThat(reason(writing)).isEqualTo(Reason.FAILED);
    assertThatThrownBy(() -> checking.damage(writing)).isSameAs(writing);
  }
}
