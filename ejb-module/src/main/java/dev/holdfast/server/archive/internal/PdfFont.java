package dev.holdfast.server.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of a document: Liberation Sans, which comes with PDFBox (SIL Open Font License). It has
 * the letters of Latin, Greek, Cyrillic and Hebrew. What it does not have stands as its number in
 * Unicode: a document that is evidence leaves nothing out. Of a document, and closed with it.
 */
final class PdfFont implements AutoCloseable {
  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float UNITS = 1_000;

  private final TrueTypeFont letters;
  private final CmapLookup glyphs;
  private final PDFont font;
  private final Map<Integer, Float> widths = new HashMap<>();

  PdfFont(PDDocument document) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(PDDocument.class.getResourceAsStream(FILE), FILE)) {
      letters = new TTFParser().parse(new RandomAccessReadBuffer(file));
    }
    glyphs = letters.getUnicodeCmapLookup();
    font = PDType0Font.load(document, letters, true);
  }

  PDFont font() {
    return font;
  }

  /** A text with letters of this font only; line ends and tabs become spaces. */
  String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter -> {
              if (Character.isWhitespace(letter)) {
                shown.append(' ');
              } else if (glyphs.getGlyphId(letter) == 0) {
                shown.append("[U+%04X]".formatted(letter));
              } else {
                shown.appendCodePoint(letter);
              }
            });
    return shown.toString();
  }

  /** The width of a letter of this font. */
  float width(int letter, float size) {
    return widths.computeIfAbsent(letter, this::units) * size / UNITS;
  }

  private float units(int letter) {
    try {
      return font.getStringWidth(Character.toString(letter));
    } catch (IOException e) {
      throw new IllegalStateException("a font in memory can't be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    letters.close();
  }
}
