package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.Thumbnails;
import dev.holdfast.server.contents.api.Thumbnails.Thumbnail;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws small pictures of large ones that nobody trusts. The reader takes every n-th pixel of every
 * n-th row only, so that what is in memory is a few rows of the large picture and a small one;
 * sizes are looked at before the first pixel is read.
 */
final class Pictures {
  /** Media types to what ImageIO calls their readers; those of them that it has. */
  private static final Map<String, String> READERS =
      Map.of(
          "image/png", "png",
          "image/jpeg", "jpeg",
          "image/jpg", "jpeg",
          "image/gif", "gif",
          "image/webp", "webp");

  /** A row has so many pixels at most: it is in memory as a whole. */
  private static final int MOST_ACROSS = 65_535;

  /** Of a picture that has to be in memory as a whole a part of the usual number is drawn. */
  private static final int WHOLE_SHARE = 4;

  private Pictures() {}

  /** Whether contents of a media type are pictures that may be drawn, here or in a browser. */
  static boolean isPicture(String type) {
    return READERS.containsKey(type);
  }

  /**
   * Draws one.
   *
   * @param type its media type
   * @param mostPixels pixels that it may have
   * @throws UndrawableException if it can't be drawn
   * @throws IOException if it can't be read now
   */
  static Thumbnail draw(String type, ContentImageStream in, long mostPixels) throws IOException {
    ImageReader reader = reader(type);
    try {
      boolean jpeg = "jpeg".equals(READERS.get(type));
      JpegHead head = jpeg ? JpegHead.read(in) : new JpegHead(1, false);
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      requireBounded(width, height, head.whole() ? mostPixels / WHOLE_SHARE : mostPixels);
      int step = Math.max(1, Math.max(width, height) / (2 * Thumbnails.SIDE));
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      return encoded(turned(scaled(reader.read(0, param)), head.orientation()));
    } catch (UndrawableException no) {
      throw no;
    } catch (IOException | RuntimeException broken) {
      // Readers throw what comes, also if the way to the content broke: that is told apart here.
      in.requireRead();
      throw new UndrawableException("It is broken, or of a kind that can't be drawn.", broken);
    } finally {
      reader.dispose();
    }
  }

  /** Whether there is a reader for them here. */
  static boolean isDrawable(String type) {
    return isPicture(type) && ImageIO.getImageReadersByFormatName(READERS.get(type)).hasNext();
  }

  /** What is said of pictures that nobody here can read. */
  static String noReader(String type) {
    return "The server can't draw " + type + '.';
  }

  private static ImageReader reader(String type) throws UndrawableException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(READERS.get(type));
    if (!readers.hasNext()) {
      throw new UndrawableException(noReader(type));
    }
    return readers.next();
  }

  private static void requireBounded(long width, long height, long most)
      throws UndrawableException {
    if (width < 1
        || height < 1
        || width > MOST_ACROSS
        || height > MOST_ACROSS
        || width * height > most) {
      throw new UndrawableException("It has " + width + " × " + height + " pixels: too many.");
    }
  }

  /** Within the side, by halves first, so that no pixel is left out; on white. */
  private static BufferedImage scaled(BufferedImage read) {
    double ratio =
        Math.min(1, (double) Thumbnails.SIDE / Math.max(read.getWidth(), read.getHeight()));
    int width = Math.max(1, (int) Math.round(read.getWidth() * ratio));
    int height = Math.max(1, (int) Math.round(read.getHeight() * ratio));
    BufferedImage now = read;
    while (now.getWidth() > 2 * width || now.getHeight() > 2 * height) {
      now =
          drawn(
              now,
              Math.max(width, (now.getWidth() + 1) / 2),
              Math.max(height, (now.getHeight() + 1) / 2));
    }
    return drawn(now, width, height);
  }

  private static BufferedImage drawn(BufferedImage from, int width, int height) {
    return painted(
        width,
        height,
        AffineTransform.getScaleInstance(
            (double) width / from.getWidth(), (double) height / from.getHeight()),
        from);
  }

  /** As the camera was held. */
  private static BufferedImage turned(BufferedImage from, int orientation) {
    double w = from.getWidth();
    double h = from.getHeight();
    AffineTransform turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
          default -> new AffineTransform();
        };
    boolean lying = orientation > 4;
    return orientation == 1
        ? from
        : painted((int) (lying ? h : w), (int) (lying ? w : h), turn, from);
  }

  private static BufferedImage painted(
      int width, int height, AffineTransform by, BufferedImage from) {
    BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = to.createGraphics();
    try {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, width, height);
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.drawImage(from, by, null);
    } finally {
      pen.dispose();
    }
    return to;
  }

  private static Thumbnail encoded(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "jpeg", out);
    }
    return new Thumbnail(picture.getWidth(), picture.getHeight(), bytes.toByteArray());
  }
}
