package dev.holdfast.server.archive.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.List;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/**
 * Pages that are filled with lines from the top; each has its number at the foot. What a page holds
 * waits in a temporary file, so that memory does not grow with the text; nobody but the server's own
 * user can read its directory. Not thread-safe.
 */
final class PdfPages implements AutoCloseable {
  private static final PDRectangle PAPER = PDRectangle.A4;
  private static final float MARGIN = 54;
  private static final float LEADING = 1.35f;
  private static final float FOOT_SIZE = 8;
  private static final float STROKE = 0.35f;

  private final String foot;
  private final Path scratch;
  private final PDDocument document;
  private final PdfFont font;
  private @Nullable PDPageContentStream page;
  private float y;

  /**
   * Begins.
   *
   * @param title what the document is called
   * @param foot what stands at the foot of each page, before its number
   */
  PdfPages(String title, String foot, Calendar made) throws IOException {
    this.scratch = Files.createTempDirectory("holdfast-history");
    this.document =
        new PDDocument(
            MemoryUsageSetting.setupTempFileOnly().setTempDir(scratch.toFile()).streamCache);
    this.font = new PdfFont(document);
    this.foot = font.shown(foot);
    PDDocumentInformation about = document.getDocumentInformation();
    about.setTitle(title);
    about.setCreationDate(made);
    about.setProducer("Holdfast");
  }

  /**
   * How text looks.
   *
   * @param size size of its letters
   * @param strong whether it is to stand out
   * @param grey from 0, black, to 1, white
   * @param indent distance from the margin
   */
  record Look(float size, boolean strong, float grey, float indent) {
    Look in(float newIndent) {
      return new Look(size, strong, grey, newIndent);
    }
  }

  /** Writes a text in as many lines as it needs. */
  void text(Look look, String text) throws IOException {
    float width = PAPER.getWidth() - 2 * MARGIN - look.indent();
    List<String> lines = new PdfLines(font, look.size(), width).of(text);
    for (String line : lines) {
      line(look, line);
    }
  }

  /** Leaves space, and sees to it that so much more comes before the page ends. */
  void gap(float height, float together) throws IOException {
    y -= height;
    if (page != null && y - together < MARGIN) {
      endPage();
    }
  }

  private void line(Look look, String line) throws IOException {
    y -= look.size() * LEADING;
    if (page == null || y < MARGIN) {
      endPage();
      page = beginPage();
      y -= look.size() * LEADING;
    }
    write(page, look, MARGIN + look.indent(), y, line);
  }

  private PDPageContentStream beginPage() throws IOException {
    PDPage paper = new PDPage(PAPER);
    document.addPage(paper);
    y = PAPER.getHeight() - MARGIN;
    return new PDPageContentStream(document, paper, AppendMode.OVERWRITE, true);
  }

  private void endPage() throws IOException {
    if (page != null) {
      Look small = new Look(FOOT_SIZE, false, 0.4f, 0);
      String number = foot + " \u00b7 " + document.getNumberOfPages();
      write(page, small, MARGIN, MARGIN / 2, number);
      page.close();
      page = null;
    }
  }

  private void write(PDPageContentStream on, Look look, float x, float at, String line)
      throws IOException {
    on.beginText();
    on.setFont(font.font(), look.size());
    on.setNonStrokingColor(look.grey());
    on.setStrokingColor(look.grey());
    on.setLineWidth(STROKE);
    on.setRenderingMode(look.strong() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    on.newLineAtOffset(x, at);
    on.showText(line);
    on.endText();
  }

  /** Ends the last page and writes all of them. */
  void save(OutputStream out) throws IOException {
    endPage();
    document.save(out, CompressParameters.NO_COMPRESSION);
  }

  @Override
  public void close() throws IOException {
    try (document) {
      font.close();
    } finally {
      Files.delete(scratch);
    }
  }
}
