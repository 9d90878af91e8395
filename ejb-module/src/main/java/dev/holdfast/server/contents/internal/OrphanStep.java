package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.ContentRows.Lying;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Removes contents without use, as far as nobody is about to name them: they are locked first, and
 * looked at again under the lock.
 */
@Stateless
public class OrphanStep {
  private static final String LOCK =
      "SELECT id FROM holdfast.content WHERE id = ANY (?) ORDER BY id FOR UPDATE SKIP LOCKED";

  private static final String REMOVE =
      """
      DELETE FROM holdfast.content c
      WHERE id = ANY (?) AND NOT EXISTS (SELECT FROM holdfast.content_use u WHERE u.content_id = c.id)
        AND NOT EXISTS (SELECT FROM holdfast.content_sender s WHERE s.content_id = c.id)
      RETURNING upload_id, object_id
      """;

  private static final String END =
      "UPDATE holdfast.content_upload SET ended = true WHERE id = ANY (?)";

  private static final String DOOM =
      "UPDATE holdfast.content_object SET state = 'doomed' WHERE id = ANY (?)";

  @Inject private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected OrphanStep() {}

  /**
   * Removes those of them that still have no use; their pieces and objects go later. Returns how
   * many.
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int remove(List<String> ids) {
    List<String> locked =
        jdbc.list(LOCK, row -> row.getString("id"), (Object) ids.toArray(String[]::new));
    List<Lying> gone =
        jdbc.list(REMOVE, ContentRows::lying, (Object) locked.toArray(String[]::new));
    if (!gone.isEmpty()) {
      jdbc.update(END, (Object) gone.stream().map(Lying::upload).toArray(UUID[]::new));
      jdbc.update(
          DOOM,
          (Object) gone.stream().map(Lying::object).filter(Objects::nonNull).toArray(UUID[]::new));
    }
    return gone.size();
  }
}
