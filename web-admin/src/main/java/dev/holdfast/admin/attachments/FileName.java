package dev.holdfast.admin.attachments;

import java.nio.charset.StandardCharsets;

/**
 * A file's name in the header {@code Content-Disposition}: RFC 6266, with RFC 8187 for all that is
 * not ASCII.
 */
final class FileName {
  private static final int MOST = 150;
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";
  private static final String DIGITS = "0123456789ABCDEF";

  private FileName() {}

  /**
   * The header's value.
   *
   * @param kind {@code attachment} or {@code inline}
   * @param name the name, as who attached the file gave it
   */
  static String disposition(String kind, String name) {
    String clean = clean(name);
    return kind + "; filename=\"" + ascii(clean) + "\"; filename*=UTF-8''" + encoded(clean);
  }

  /**
   * Without what is a place and not a name, and without signs that nobody sees: such turn text
   * around.
   */
  private static String clean(String name) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .limit(MOST)
        .forEach(
            sign ->
                clean.appendCodePoint(
                    isUnseen(sign) || "/\\:*?\"<>|".indexOf(sign) >= 0 ? '_' : sign));
    return clean.toString().isBlank() ? "attachment" : clean.toString().strip();
  }

  private static boolean isUnseen(int sign) {
    return switch (Character.getType(sign)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** For who does not know the other form. A percent sign is taken by some for one of that. */
  private static String ascii(String clean) {
    StringBuilder ascii = new StringBuilder();
    clean
        .codePoints()
        .forEach(sign -> ascii.append(sign < ' ' || sign > '~' || sign == '%' ? '_' : (char) sign));
    return ascii.toString();
  }

  private static String encoded(String clean) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : clean.getBytes(StandardCharsets.UTF_8)) {
      if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded
            .append('%')
            .append(DIGITS.charAt(octet >> 4 & 0xf))
            .append(DIGITS.charAt(octet & 0xf));
      }
    }
    return encoded.toString();
  }
}
