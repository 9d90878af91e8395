package dev.holdfast.it.server;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Files that people attach. */
public final class TestPictures {
  private TestPictures() {}

  /** A landscape under a sun that stands where the number says; no two numbers have the same. */
  public static byte[] landscape(String format, int width, int height, int number) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, new Color(0x8fc4e8), 0, height, new Color(0xf6e4c4)));
    pen.fillRect(0, 0, width, height);
    pen.setPaint(new Color(0xffc94d));
    double sun = height / 5.0;
    pen.fill(new Ellipse2D.Double(width * ((number * 37) % 80) / 100.0, sun / 2, sun, sun));
    pen.setPaint(new Color(0x3c7a54));
    Path2D hill = new Path2D.Double();
    hill.moveTo(0, height);
    hill.lineTo(0, height * 0.7);
    hill.curveTo(width * .3, height * .4, width * .6, height * .95, width, height * .55);
    hill.lineTo(width, height);
    pen.fill(hill);
    pen.dispose();
    image.setRGB(0, height - 1, number);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A page with a line of text. */
  public static byte[] pdf(String line) {
    String content = "BT /F1 24 Tf 50 700 Td (" + line + ") Tj ET";
    return """
    %%PDF-1.4
    1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
    4 0 obj<</Length %d>>stream
    %s
    endstream endobj
    trailer<</Root 1 0 R>>
    """
        .formatted(content.length(), content)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
