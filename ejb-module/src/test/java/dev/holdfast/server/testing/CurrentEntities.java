package dev.holdfast.server.testing;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** The entity manager of the current transaction, as a container gives it to beans. */
final class CurrentEntities {
  private CurrentEntities() {}

  static EntityManager of(Supplier<EntityManager> current) {
    return (EntityManager)
        Proxy.newProxyInstance(
            CurrentEntities.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(current.get(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
