package dev.holdfast.server.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A failure of the database")
class DatabaseExceptionTest {

  @ParameterizedTest
  @ValueSource(strings = {"55P03", "40P01", "40001"})
  @DisplayName(
      "rolls back without any noise of the container if another transaction was in the way")
  void blocked(String state) {
    DatabaseException failure = DatabaseException.of(new SQLException("in the way", state));

    ApplicationException expected = failure.getClass().getAnnotation(ApplicationException.class);
    assertThat(expected).isNotNull();
    assertThat(expected.rollback()).isTrue();
    assertThat(failure.sqlState()).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "08006", "57014", "42P01"})
  @DisplayName("is the container's to log if it is another one")
  void others(String state) {
    DatabaseException failure = DatabaseException.of(new SQLException("broken", state));

    assertThat(failure.getClass().getAnnotation(ApplicationException.class)).isNull();
    assertThat(failure.sqlState()).isEqualTo(state);
  }
}
