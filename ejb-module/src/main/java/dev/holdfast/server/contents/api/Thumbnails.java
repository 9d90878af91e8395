package dev.holdfast.server.contents.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;

/** Small pictures of large ones, for lists and for who does not hold the content. */
@Local
public interface Thumbnails {
  /** Pixels of its longer side at most. */
  int SIDE = 320;

  /**
   * A small picture, a JPEG without anything that the content says besides.
   *
   * @param width in pixels
   * @param height in pixels
   * @param jpeg its bytes
   */
  record Thumbnail(int width, int height, byte[] jpeg) {}

  /**
   * The thumbnail of a picture that the caller may have; made now if nobody has asked before.
   *
   * @throws RefusedException {@code CONTENT_GONE} as of {@link ContentDownloads}; {@code
   *     NO_THUMBNAIL} if the content is no picture that can be drawn, which does not change; {@code
   *     UNAVAILABLE} if so many are being drawn that this one has to wait
   */
  Thumbnail find(Caller caller, String id) throws RefusedException;
}
