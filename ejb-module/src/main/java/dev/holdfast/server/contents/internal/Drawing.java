package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentDownloads;
import dev.holdfast.server.contents.api.ContentDownloads.Stored;
import dev.holdfast.server.contents.api.Thumbnails.Thumbnail;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Draws thumbnails, a few at a time on a node: what they take of memory and processors is bounded
 * by that, and by the limits of {@link Pictures}.
 */
@ApplicationScoped
public class Drawing {
  private static final int AT_ONCE = 2;
  private static final long PIXELS = 1_000_000L;

  private final ContentDownloads downloads;
  private final long mostPixels;
  private final Duration limit;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Drawing() {
    this.downloads = null;
    this.mostPixels = 0;
    this.limit = Duration.ZERO;
  }

  /** Of contents as they are stored. */
  @Inject
  public Drawing(ContentDownloads downloads, Settings settings) {
    this.downloads = downloads;
    this.mostPixels = settings.get(PreviewSettings.PIXELS) * PIXELS;
    this.limit = settings.get(PreviewSettings.TIME);
  }

  /**
   * Draws one.
   *
   * @param type the media type that the content was found to be of
   * @throws UndrawableException if none can be made of it
   * @throws IOException if it could not be read
   * @throws RefusedException {@code UNAVAILABLE} if others took all places for too long
   */
  Thumbnail draw(Stored stored, String type) throws IOException, RefusedException {
    try {
      if (!places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try (ContentImageStream in =
        new ContentImageStream(
            (from, to) -> open(stored, from, to),
            stored.bytes(),
            new Deadline(limit, System::nanoTime))) {
      return Pictures.draw(type, in, mostPixels);
    } finally {
      places.release();
    }
  }

  /** A reader of pictures knows no refusals; what is refused is the cause of what it hears. */
  private InputStream open(Stored stored, long from, long to) throws IOException {
    try {
      return downloads.open(stored, from, to);
    } catch (RefusedException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  private static RefusedException busy() {
    return new RefusedException(ErrorCode.UNAVAILABLE, "Too many thumbnails are being made.");
  }
}
