package dev.holdfast.device.engine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.engine.StoreEngineContract;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@DisplayName("The engine of the Java virtual machine")
class SqliteJdbcTest extends StoreEngineContract {
  @Override
  protected StoreEngine engine() {
    return StoreEngine.jdbc();
  }

  @Test
  @DisplayName("passes errors on without a key that they name")
  void secret() {
    SQLException told =
        SqliteJdbc.without(
            "abcd", new SQLiteException("file:x?key=x'abcd'", SQLiteErrorCode.SQLITE_CANTOPEN));

    assertThat(told.getMessage()).isEqualTo("file:x?key=x'...'");
    assertThat(told.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_CANTOPEN.code);
  }
}
