package dev.holdfast.server.platform.internal;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/** The server's data source, for injection. */
@ApplicationScoped
public class Database {
  /** Where the operator's configuration puts it. */
  static final String JNDI_NAME = "java:jboss/datasources/HoldfastDS";

  @Resource(lookup = JNDI_NAME)
  @SuppressWarnings("NullAway.Init")
  private DataSource dataSource;

  @Produces
  DataSource dataSource() {
    return dataSource;
  }
}
