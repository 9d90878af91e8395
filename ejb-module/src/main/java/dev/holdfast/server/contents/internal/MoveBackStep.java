package dev.holdfast.server.contents.internal;

import dev.holdfast.server.platform.api.Jdbc;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Lets a content lie in its pieces again, if all of them are there: looked at under the lock under
 * which they are let go of.
 */
@Stateless
public class MoveBackStep {
  private static final String LOCK =
      "SELECT id FROM holdfast.content WHERE id = ? AND object_id = ? FOR UPDATE";

  /** The length of what is stored as it is, which costs no reading. */
  private static final String BACK =
      """
      UPDATE holdfast.content c SET object_id = NULL, in_pieces = true, head = NULL, move_after = NULL
      WHERE id = ? AND bytes = (
        SELECT sum(octet_length(data)) FROM holdfast.content_piece p WHERE p.upload_id = c.upload_id)
      """;

  private static final String DOOM =
      "UPDATE holdfast.content_object SET state = 'doomed' WHERE id = ?";

  @Inject private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected MoveBackStep() {}

  /** Its object goes later. Returns whether it was done. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean back(String content, UUID object) {
    boolean done =
        jdbc.one(LOCK, row -> true, content, object).isPresent() && jdbc.update(BACK, content) > 0;
    if (done) {
      jdbc.update(DOOM, object);
    }
    return done;
  }
}
