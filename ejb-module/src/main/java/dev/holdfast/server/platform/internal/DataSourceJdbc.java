package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;

/** SQL on the container's data source. */
@ApplicationScoped
public class DataSourceJdbc implements Jdbc {
  private DataSource dataSource;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected DataSourceJdbc() {}

  /** Takes connections from a data source. */
  @Inject
  public DataSourceJdbc(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public <T> T with(Work<T> work) {
    try (var connection = dataSource.getConnection()) {
      return work.on(new Sql(connection));
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }
}
