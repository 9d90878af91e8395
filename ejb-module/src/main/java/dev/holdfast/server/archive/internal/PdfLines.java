package dev.holdfast.server.archive.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines: after words, and within a word that is longer than a line.
 *
 * @param font gives the widths
 * @param size size of the letters
 * @param width width of a line
 */
record PdfLines(PdfFont font, float size, float width) {

  /** The lines of a text, whose own line ends stay. */
  List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(line -> breakUp(font.shown(line), lines));
    return lines;
  }

  private void breakUp(String text, List<String> lines) {
    int begin = 0;
    int wordEnd = -1;
    float length = 0;
    int at = 0;
    while (at < text.length()) {
      int letter = text.codePointAt(at);
      length += font.width(letter, size);
      if (length > width && at > begin) {
        int end = wordEnd > begin ? wordEnd : at;
        lines.add(text.substring(begin, end));
        begin = end;
        at = end;
        length = 0;
        wordEnd = -1;
      } else {
        at += Character.charCount(letter);
        if (letter == ' ') {
          wordEnd = at;
        }
      }
    }
    lines.add(text.substring(begin));
  }
}
