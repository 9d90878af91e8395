package dev.holdfast.server.platform.api;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockedRefusalTest {
  private final LockedRefusal interceptor = new LockedRefusal();

  @ParameterizedTest(name = "SQLSTATE {0}")
  @ValueSource(strings = {"55P03", "40P01", "40001"})
  void whatFailsForAnotherTransactionIsRefusedHoweverItIsWrapped(String state) {
    SQLException cause = new SQLException("in the way", state);
    RuntimeException failure = new IllegalStateException(new DatabaseException(cause));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> interceptor.call(failing(failure)))
        .withCause(failure)
        .extracting(RefusedException::code)
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @ParameterizedTest(name = "SQLSTATE {0}")
  @ValueSource(strings = {"23505", "57014", "08006"})
  void whatFailsForAnythingElseStaysWhatItIs(String state) {
    RuntimeException failure = new DatabaseException(new SQLException("other", state));

    assertThatThrownBy(() -> interceptor.call(failing(failure))).isSameAs(failure);
  }

  @Test
  void causesThatAreACircleHaveAnEnd() {
    RuntimeException outer = new IllegalStateException("outer");
    outer.initCause(new IllegalStateException("inner", outer));

    assertThatThrownBy(() -> interceptor.call(failing(outer))).isSameAs(outer);
  }

  private static InvocationContext failing(RuntimeException failure) {
    return (InvocationContext)
        Proxy.newProxyInstance(
            LockedRefusalTest.class.getClassLoader(),
            new Class<?>[] {InvocationContext.class},
            (proxy, method, arguments) -> {
              throw failure;
            });
  }
}
