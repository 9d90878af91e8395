package dev.holdfast.server.testing;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;

/**
 * One session factory for the databases of all tests that have the same entities: what it knows
 * comes from their classes, and takes longer to find out than most tests need.
 */
final class SharedFactory {
  private static final Map<List<Class<?>>, SharedFactory> ALL = new ConcurrentHashMap<>();

  private final AtomicInteger count = new AtomicInteger();
  private final Databases databases = new Databases();
  private final SessionFactory factory;

  private SharedFactory(List<Class<?>> entities, DataSource first) {
    databases.sources.put("first", first);
    Configuration configuration = new Configuration();
    entities.forEach(configuration::addAnnotatedClass);
    configuration.getProperties().put("hibernate.multi_tenant_connection_provider", databases);
    configuration.getProperties().put("hibernate.jdbc.time_zone", "UTC");
    configuration.getProperties().put("hibernate.jdbc.batch_size", "50");
    configuration.getProperties().put("hibernate.order_updates", "true");
    this.factory = configuration.buildSessionFactory();
  }

  /** Entities on one database; each call makes new ones. */
  @FunctionalInterface
  interface Entities {
    EntityManager open();
  }

  static Entities of(List<Class<?>> entities, DataSource source) {
    return ALL.computeIfAbsent(List.copyOf(entities), all -> new SharedFactory(all, source))
        .on(source);
  }

  private Entities on(DataSource source) {
    String database = String.valueOf(count.incrementAndGet());
    databases.sources.put(database, source);
    return () -> factory.withOptions().tenantIdentifier((Object) database).openSession();
  }

  private static final class Databases
      extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {
    private static final long serialVersionUID = 1;

    private final transient Map<String, DataSource> sources = new ConcurrentHashMap<>();

    @Override
    protected DataSource selectAnyDataSource() {
      return selectDataSource("first");
    }

    @Override
    protected DataSource selectDataSource(String database) {
      return sources.get(database);
    }
  }
}
