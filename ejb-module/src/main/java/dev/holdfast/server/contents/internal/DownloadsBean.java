package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.internal.store.StoreAwayException;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Downloads without a transaction: a slow reader holds nothing. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DownloadsBean implements ContentDownloads {
  private static final Duration AWAY = Duration.ofSeconds(30);

  /** People have to look into it. */
  private static final Duration DAMAGED = Duration.ofHours(1);

  @Inject private ContentRows contents;
  @Inject private ContentBytes bytes;
  @Inject private Entitlement entitlement;
  @Inject private StoreAlerts alerts;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DownloadsBean() {}

  @Override
  public Stored find(Caller caller, String id) throws RefusedException {
    return contents
        .find(id)
        .filter(
            row ->
                caller.isAdministrator() || row.cleared() && entitlement.mayHave(caller.user(), id))
        .map(row -> new Stored(row.id(), row.bytes()))
        .orElseThrow(() -> gone(id));
  }

  @Override
  public InputStream open(Stored found, long from, long to) throws RefusedException {
    ContentStream stream =
        bytes.open(contents.find(found.id()).orElseThrow(() -> gone(found.id())), from, to);
    try {
      stream.begin();
      return new ToldStream(stream, found.id(), alerts);
    } catch (BytesGoneException e) {
      throw gone(found.id());
    } catch (StoreAwayException e) {
      // The mover tells administrators.
      throw RefusedException.later(
          ErrorCode.CONTENT_AWAY,
          "The store of contents can't be reached now. Nothing is lost.",
          AWAY);
    } catch (IOException e) {
      alerts.damaged(found.id(), e);
      throw RefusedException.later(
          ErrorCode.CONTENT_DAMAGED,
          "What the server has of content " + found.id() + " is damaged; administrators were told.",
          DAMAGED);
    }
  }

  private static RefusedException gone(String id) {
    return new RefusedException(ErrorCode.CONTENT_GONE, "There is no content " + id + " for you.");
  }
}
