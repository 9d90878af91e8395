package dev.holdfast.server.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the statements that go to a database, whoever sends them: JPA or plain SQL. */
public final class StatementCounter {
  private static final Set<String> MAKERS = Set.of("prepareStatement", "createStatement");

  private final AtomicInteger count = new AtomicInteger();

  /** Statements since the last call. */
  public int take() {
    return count.getAndSet(0);
  }

  DataSource counting(DataSource source) {
    return proxy(DataSource.class, source);
  }

  private <T> T proxy(Class<T> type, T target) {
    Object made =
        Proxy.newProxyInstance(
            StatementCounter.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (MAKERS.contains(method.getName())) {
                count.incrementAndGet();
              }
              try {
                Object result = method.invoke(target, arguments);
                return result instanceof Connection connection && type == DataSource.class
                    ? proxy(Connection.class, connection)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(made);
  }
}
