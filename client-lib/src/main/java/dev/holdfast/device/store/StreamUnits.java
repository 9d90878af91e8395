package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.SyncHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The units of the buckets that one stream brings, made as they are needed. */
final class StreamUnits {
  private final SyncHeader header;
  private final Map<String, ApplicationPackage> packages;

  /**
   * The units of a stream.
   *
   * @param packages the logic of the header, by application
   */
  StreamUnits(SyncHeader header, Map<String, ApplicationPackage> packages) {
    this.header = header;
    this.packages = packages;
  }

  /**
   * Digest of the definition that a bucket comes with.
   *
   * @throws SyncFailedException if the header does not name it
   */
  String definition(String bucket) {
    String definition = header.buckets().get(bucket);
    if (definition == null) {
      throw new SyncFailedException(
          "The server sent bucket " + bucket + ", which it had not named.", null);
    }
    return definition;
  }

  /**
   * The unit of a bucket.
   *
   * @throws SyncFailedException if the header says nothing of it
   */
  Unit of(Connection connection, String bucket) throws SQLException {
    int slash = bucket.indexOf('/');
    int bracket = bucket.indexOf('[');
    if (slash < 1 || bracket < slash) {
      throw new SyncFailedException("The server sent a bucket without a name: " + bucket, null);
    }
    String application = bucket.substring(0, slash);
    String name = bucket.substring(slash + 1, bracket);
    List<ColumnType> types = header.tables().get(application + '/' + name);
    if (types == null) {
      throw new SyncFailedException("The server did not type the columns of " + bucket + '.', null);
    }
    ApplicationPackage logic = packages.get(application);
    Units.Lookup lookup =
        new Units.Lookup(
            logic != null && Views.overlapping(logic, name),
            logic != null && logic.cases().containsKey(name));
    return Units.of(connection, application, name, types, lookup);
  }
}
