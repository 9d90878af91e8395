package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.fleet.api.SnapshotFiles;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.SnapshotMaker;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what a file is to have, and notes that it was made. */
@Stateless
public class SnapshotFilesBean implements SnapshotFiles {
  /** Who is nobody in particular; no user can be called that. */
  private static final String ANYBODY = "(anybody)";

  private final SnapshotMaker maker;
  private final Directory directory;
  private final SnapshotAudit audit;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected SnapshotFilesBean() {
    this(null, null, null);
  }

  /** Has files made. */
  @Inject
  public SnapshotFilesBean(SnapshotMaker maker, Directory directory, SnapshotAudit audit) {
    this.maker = maker;
    this.directory = directory;
    this.audit = audit;
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void make(Caller caller, SnapshotOrder order, OutputStream out)
      throws RefusedException, IOException {
    caller.requireAdministrator();
    requireNames(order);
    audit.made(caller, order, maker.make(order.application(), scope(order), out));
  }

  private static void requireNames(SnapshotOrder order) throws RefusedException {
    Stream<@Nullable String> names =
        Stream.concat(
            order.roles() == null ? Stream.of() : order.roles().stream(),
            order.attributes() == null
                ? Stream.of()
                : order.attributes().values().stream()
                    .flatMap(
                        values -> values == null ? Stream.of((String) null) : values.stream()));
    if (names.anyMatch(Objects::isNull)) {
      throw new RefusedException(
          ErrorCode.INVALID, "A role, an attribute or a value of one is null.");
    }
  }

  private User scope(SnapshotOrder order) throws RefusedException {
    @Nullable String user = order.user();
    Set<String> roles = order.roles();
    if ((user == null) == (roles == null) || user != null && order.attributes() != null) {
      throw new RefusedException(
          ErrorCode.INVALID, "Name a user, or roles and attributes; not both.");
    }
    if (roles != null) {
      return new User(ANYBODY, roles, order.attributes() == null ? Map.of() : order.attributes());
    }
    return directory
        .user(String.valueOf(user))
        .orElseThrow(
            () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no user " + user + '.'));
  }
}
