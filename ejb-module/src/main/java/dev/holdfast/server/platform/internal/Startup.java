package dev.holdfast.server.platform.internal;

import static dev.holdfast.server.platform.internal.PlatformLog.LOG;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/**
 * What happens before anything else on a starting server: settings are checked, the schema is
 * migrated, and the entities are compared with it. Other beans that start with the server are
 * {@code @DependsOn(Startup.NAME)}.
 */
@Singleton(name = Startup.NAME)
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {
  /** Name of this bean, for {@code @DependsOn}. */
  public static final String NAME = "PlatformStartup";

  private final SystemSettings settings;
  private final DataSource dataSource;

  @PersistenceUnit(unitName = "holdfast")
  @SuppressWarnings("NullAway.Init")
  private EntityManagerFactory entities;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected Startup() {
    this(null, null);
  }

  /** Starts with these. */
  @Inject
  public Startup(SystemSettings settings, DataSource dataSource) {
    this.settings = settings;
    this.dataSource = dataSource;
  }

  @PostConstruct
  void start() {
    settings.shown().forEach(LOG::setting);
    LOG.migrated(Migration.run(dataSource));
    entities.unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
  }
}
