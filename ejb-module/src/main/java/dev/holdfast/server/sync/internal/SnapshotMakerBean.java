package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.SqlState;
import dev.holdfast.server.sync.api.SnapshotMaker;
import dev.holdfast.server.tables.api.Capture;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes snapshot files, one at a time, each in a database transaction of its own. */
@Stateless
public class SnapshotMakerBean implements SnapshotMaker {
  private DataSource dataSource;
  private SnapshotTurn turn;
  private SnapshotBuckets buckets;
  private SnapshotContent content;
  private Capture capture;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected SnapshotMakerBean() {}

  @Inject
  SnapshotMakerBean(
      DataSource dataSource,
      SnapshotTurn turn,
      SnapshotBuckets buckets,
      SnapshotContent content,
      Capture capture) {
    this.dataSource = dataSource;
    this.turn = turn;
    this.buckets = buckets;
    this.content = content;
    this.capture = capture;
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Made make(String application, User scope, OutputStream out)
      throws RefusedException, IOException {
    turn.begin();
    try (Connection connection = dataSource.getConnection()) {
      try {
        Snapshot snapshot = Snapshot.begin(connection, Look.NONE);
        return content.write(snapshot, application, buckets.of(snapshot, application, scope), out);
      } finally {
        connection.rollback();
      }
    } catch (BrokenCaptureException e) {
      capture.suspect(e.unit(), "row missing");
      LOG.notMade(e);
      throw new RefusedException(
          ErrorCode.UNAVAILABLE, "A table was emptied meanwhile. Try again in a minute.");
    } catch (SQLException e) {
      if (SqlState.misfit(e)) {
        capture.look();
        LOG.notMade(e);
        throw new RefusedException(
            ErrorCode.UNAVAILABLE, "A table's source has changed. Try again; it goes without it.");
      }
      throw DatabaseException.of(e);
    } finally {
      turn.end();
    }
  }
}
