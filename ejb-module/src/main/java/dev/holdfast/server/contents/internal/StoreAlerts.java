package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsLog.LOG;

import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells administrators what is wrong with the places where contents lie, until it is over. */
@ApplicationScoped
public class StoreAlerts {
  private static final String STORE = "S3";

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected StoreAlerts() {
    this(null);
  }

  /** In a database. */
  @Inject
  public StoreAlerts(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** The store can't be reached, or lets nobody in. */
  void away(Exception cause) {
    LOG.storeAway(cause);
    Alert.raise(jdbc, Alert.Kind.STORE, STORE, cause.getMessage());
  }

  /** It works. */
  void works() {
    Alert.settle(jdbc, Alert.Kind.STORE, STORE, "It works again.");
  }

  /** The bytes of a content are not what its id says, or not there. */
  void damaged(String content, Exception cause) {
    LOG.contentDamaged(content, cause);
    Alert.raise(jdbc, Alert.Kind.CONTENT, content, cause.getMessage());
  }

  /** They are. */
  void whole(String content) {
    Alert.settle(jdbc, Alert.Kind.CONTENT, content, "All of it is what its id says.");
  }
}
