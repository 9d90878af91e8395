package dev.holdfast.server.testing;

import dev.holdfast.hooks.ActionEvent;
import dev.holdfast.server.casework.api.ActionNews;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.hibernate.Session;

/**
 * The server's beans on a database of their own, without a container: wired by type, with one
 * transaction per thread that JPA and SQL share. What the container adds (the beans' transaction
 * attributes) is tested in WildFly.
 */
public final class TestBeans {
  /** Events that nobody observes. */
  private static final Event<?> UNHEARD =
      (Event<?>)
          Proxy.newProxyInstance(
              TestBeans.class.getClassLoader(),
              new Class<?>[] {Event.class},
              (proxy, method, arguments) -> null);

  /** A container in which nobody observes anything. */
  private static final BeanManager CONTAINER =
      (BeanManager)
          Proxy.newProxyInstance(
              TestBeans.class.getClassLoader(),
              new Class<?>[] {BeanManager.class},
              (proxy, method, arguments) -> Set.of());

  /** Nobody who wants to know what became of actions. */
  private static final ActionNews NO_NEWS =
      new ActionNews() {
        @Override
        public boolean wanted() {
          return false;
        }

        @Override
        public void tell(List<ActionEvent> events) {
          throw new IllegalStateException("nobody wants to know");
        }
      };

  private final Jdbc alone;
  private final SharedFactory.Entities entities;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();
  private final Map<Class<?>, Object> beans = new HashMap<>();
  private final List<Class<?>> implementations;

  /**
   * Beans.
   *
   * @param database its data
   * @param entities classes of entities
   * @param implementations classes of beans, found by their interfaces and by themselves
   */
  public TestBeans(TestDatabase database, List<Class<?>> entities, List<Class<?>> implementations) {
    this.entities = SharedFactory.of(entities, database.dataSource());
    this.implementations = implementations;
    this.alone = database.jdbc();
    beans.put(Jdbc.class, (Jdbc) this::onCurrentConnection);
    beans.put(Clock.class, Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)));
    beans.put(Ids.class, (Ids) UUID::randomUUID);
    beans.put(Event.class, UNHEARD);
    beans.put(BeanManager.class, CONTAINER);
    beans.put(ActionNews.class, NO_NEWS);
  }

  /** Puts a stand-in in the place of a bean. */
  public <T> void put(Class<T> type, T bean) {
    beans.put(type, bean);
  }

  /** The bean of a type. */
  public synchronized <T> T get(Class<T> type) {
    Object known = beans.get(type);
    return type.cast(known == null ? make(type) : known);
  }

  /** Does something in a new transaction, which rolls back if it fails. */
  public <T> T inTransaction(Callable<T> work) {
    EntityManager outer = current.get();
    try (EntityManager manager = entities.open()) {
      EntityTransaction transaction = manager.getTransaction();
      transaction.begin();
      current.set(manager);
      try {
        T result = called(work);
        transaction.commit();
        return result;
      } finally {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      }
    } finally {
      current.set(outer);
    }
  }

  /** Does something in the present transaction, in a new one if there is none. */
  public <T> T joining(Callable<T> work) {
    return current.get() == null ? inTransaction(work) : called(work);
  }

  private static <T> T called(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T onCurrentConnection(Jdbc.Work<T> work) {
    EntityManager joined = current.get();
    return joined == null ? alone.with(work) : onConnectionOf(joined, work);
  }

  private static <T> T onConnectionOf(EntityManager joined, Jdbc.Work<T> work) {
    return joined
        .unwrap(Session.class)
        .doReturningWork(
            connection -> {
              try {
                return work.on(new Sql(connection));
              } catch (SQLException e) {
                throw new DatabaseException(e);
              }
            });
  }

  /** Gives all beans that were made the stand-ins that were put since. */
  public void rewire() {
    for (Object bean : List.copyOf(beans.values())) {
      if (implementations.contains(bean.getClass())) {
        injectAll(bean);
      }
    }
  }

  /** Gives a bean that a test has made what it needs. */
  public void inject(Object bean) {
    injectAll(bean);
  }

  private Object make(Class<?> type) {
    Class<?> implementation =
        implementations.stream()
            .filter(type::isAssignableFrom)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no bean of " + type));
    Object made = beans.get(implementation);
    if (made != null) {
      return made;
    }
    try {
      Object bean = construct(implementation);
      beans.put(type, bean);
      beans.put(implementation, bean);
      injectAll(bean);
      return bean;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make " + implementation, e);
    }
  }

  private Object construct(Class<?> type) throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.isAnnotationPresent(Inject.class)) {
        constructor.setAccessible(true);
        Object[] arguments = new Object[constructor.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = get(constructor.getParameterTypes()[i]);
        }
        return constructor.newInstance(arguments);
      }
    }
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private void injectAll(Object bean) {
    try {
      for (Class<?> at = bean.getClass(); at != Object.class; at = at.getSuperclass()) {
        for (Field field : at.getDeclaredFields()) {
          inject(bean, field);
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("can't wire " + bean.getClass(), e);
    }
  }

  private void inject(Object bean, Field field) throws IllegalAccessException {
    if (Modifier.isStatic(field.getModifiers())) {
      return;
    }
    field.setAccessible(true);
    if (field.isAnnotationPresent(PersistenceContext.class)) {
      field.set(bean, CurrentEntities.of(current::get));
    } else if (field.isAnnotationPresent(Inject.class)) {
      field.set(bean, get(field.getType()));
    }
  }
}
