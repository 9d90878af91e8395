package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsLog.LOG;

import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.api.ContentDownloads.Stored;
import dev.holdfast.server.contents.api.Thumbnails;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;

/** Thumbnails without a transaction: drawing takes its time and holds no connection. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ThumbnailsBean implements Thumbnails {
  private static final String REFUSED = "A scanner has not cleared it.";

  @Inject private ContentDownloads downloads;
  @Inject private ContentRows contents;
  @Inject private ThumbnailRows thumbnails;
  @Inject private Drawing drawing;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ThumbnailsBean() {}

  @Override
  public Thumbnail find(Caller caller, String id) throws RefusedException {
    Stored stored = downloads.find(caller, id);
    ContentRows.Row content =
        contents.find(id).filter(ContentRows.Row::cleared).orElseThrow(() -> none(REFUSED));
    if (!Pictures.isPicture(content.type())) {
      throw none("It is no picture.");
    }
    Optional<ThumbnailRows.Row> known = thumbnails.find(id);
    ThumbnailRows.Row found = known.isPresent() ? known.get() : make(stored, content.type());
    if (found.thumbnail() == null) {
      throw none(String.valueOf(found.refused()));
    }
    return found.thumbnail();
  }

  private ThumbnailRows.Row make(Stored stored, String type) throws RefusedException {
    ThumbnailRows.Row made;
    try {
      made = new ThumbnailRows.Row(drawing.draw(stored, type), null);
    } catch (UndrawableException no) {
      made = new ThumbnailRows.Row(null, no.getMessage());
    } catch (IOException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      LOG.notDrawn(stored.id(), e);
      throw new RefusedException(ErrorCode.UNAVAILABLE, "The content could not be read now.");
    }
    thumbnails.keep(stored.id(), made);
    return made;
  }

  private static RefusedException none(String why) {
    return new RefusedException(ErrorCode.NO_THUMBNAIL, why);
  }
}
