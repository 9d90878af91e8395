package dev.holdfast.server.contents.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells by its first bytes whether a content is of another kind than it says. Knows the signs of
 * common pictures, films, sounds, archives and documents, and what a text can't have. It can't tell
 * a Word document from any other ZIP file, nor one kind of text from another, and takes types that
 * it does not know as they are, unless a picture, film or sound is obviously something else.
 */
final class MediaSigns {
  /** So many bytes tell all that can be told. */
  static final int HEAD = 4096;

  private static final int PDF_WITHIN = 1024;
  private static final String TEXT = "text/";

  private record Sign(Predicate<String> of, Predicate<byte[]> shown) {}

  private static final List<Sign> SIGNS =
      List.of(
          sign(List.of("image/png"), head -> begins(head, 0x89, 'P', 'N', 'G', 13, 10, 26, 10)),
          sign(List.of("image/jpeg", "image/jpg"), head -> begins(head, 0xff, 0xd8, 0xff)),
          sign(List.of("image/gif"), head -> at(head, 0, "GIF87a") || at(head, 0, "GIF89a")),
          sign(List.of("image/webp"), head -> at(head, 0, "RIFF") && at(head, 8, "WEBP")),
          sign(List.of("image/bmp", "image/x-ms-bmp"), head -> at(head, 0, "BM")),
          sign(
              List.of("image/tiff"),
              head ->
                  begins(head, 'I', 'I', 42, 0)
                      || begins(head, 'M', 'M', 0, 42)
                      || begins(head, 'I', 'I', 43, 0)
                      || begins(head, 'M', 'M', 0, 43)),
          sign(
              List.of("image/heic", "image/heif", "image/avif", "video/mp4", "audio/mp4"),
              MediaSigns::isIsoMedia),
          sign(List.of("audio/x-m4a", "audio/m4a", "video/3gpp"), MediaSigns::isIsoMedia),
          sign(
              List.of("video/quicktime"),
              head -> isIsoMedia(head) || at(head, 4, "moov") || at(head, 4, "mdat")),
          sign(List.of("video/webm", "audio/webm"), MediaSigns::isMatroska),
          sign(List.of("video/x-matroska"), MediaSigns::isMatroska),
          sign(List.of("audio/ogg", "video/ogg", "application/ogg"), head -> at(head, 0, "OggS")),
          sign(
              List.of("audio/wav", "audio/x-wav", "audio/wave"),
              head -> at(head, 0, "RIFF") && at(head, 8, "WAVE")),
          sign(List.of("audio/flac", "audio/x-flac"), head -> at(head, 0, "fLaC")),
          sign(List.of("audio/mpeg", "audio/mp3"), MediaSigns::isMpegAudio),
          sign(List.of("application/pdf"), MediaSigns::isPdf),
          sign(List.of("application/gzip", "application/x-gzip"), head -> begins(head, 0x1f, 0x8b)),
          new Sign(MediaSigns::isZipped, MediaSigns::isZip),
          sign(
              List.of(
                  "application/msword",
                  "application/vnd.ms-excel",
                  "application/vnd.ms-powerpoint"),
              head -> begins(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)),
          sign(List.of("application/rtf", "text/rtf"), head -> at(head, 0, "{\\rtf")),
          new Sign(MediaSigns::isTextual, MediaSigns::isText));

  private static final List<String> SEEN_OR_HEARD = List.of("image/", "video/", "audio/");

  private MediaSigns() {}

  /**
   * Whether a content is not what it says.
   *
   * @param type the media type that it says, in lower case
   * @param head its first {@link #HEAD} bytes, or all of it
   */
  static boolean lies(String type, byte[] head) {
    List<Sign> signs = SIGNS.stream().filter(sign -> sign.of().test(type)).toList();
    if (!signs.isEmpty()) {
      return signs.stream().noneMatch(sign -> sign.shown().test(head));
    }
    return SEEN_OR_HEARD.stream().anyMatch(type::startsWith)
        && (isText(head) || isPdf(head) || isZip(head));
  }

  private static Sign sign(List<String> types, Predicate<byte[]> shown) {
    return new Sign(types::contains, shown);
  }

  private static boolean isZipped(String type) {
    return type.equals("application/zip")
        || type.equals("application/x-zip-compressed")
        || type.equals("application/epub+zip")
        || type.equals("application/java-archive")
        || type.startsWith("application/vnd.openxmlformats-officedocument.")
        || type.startsWith("application/vnd.oasis.opendocument.");
  }

  /** Files in it, or none. */
  private static boolean isZip(byte[] head) {
    return begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6);
  }

  private static boolean isTextual(String type) {
    return type.startsWith(TEXT) && !type.equals("text/rtf")
        || type.equals("application/json")
        || type.equals("application/xml")
        || type.endsWith("+json")
        || type.endsWith("+xml");
  }

  /** Text in UTF-8 or an older encoding has no control characters; in UTF-16 it says so. */
  private static boolean isText(byte[] head) {
    if (begins(head, 0xff, 0xfe) || begins(head, 0xfe, 0xff)) {
      return true;
    }
    for (byte octet : head) {
      if (octet >= 0 && octet < ' ' && "\t\n\f\r\b\u001b".indexOf(octet) < 0) {
        return false;
      }
    }
    return !isPdf(head);
  }

  private static boolean isPdf(byte[] head) {
    String text =
        new String(head, 0, Math.min(head.length, PDF_WITHIN), StandardCharsets.ISO_8859_1);
    return text.contains("%PDF-");
  }

  /** HEIC, AVIF, MP4 and their kin. */
  private static boolean isIsoMedia(byte[] head) {
    return at(head, 4, "ftyp");
  }

  private static boolean isMatroska(byte[] head) {
    return begins(head, 0x1a, 0x45, 0xdf, 0xa3);
  }

  /** A tag in front, or the eleven bits with which a frame begins. */
  private static boolean isMpegAudio(byte[] head) {
    return at(head, 0, "ID3")
        || head.length > 1 && (head[0] & 0xff) == 0xff && (head[1] & 0xe0) == 0xe0;
  }

  private static boolean begins(byte[] head, int... octets) {
    if (head.length < octets.length) {
      return false;
    }
    for (int i = 0; i < octets.length; i++) {
      if ((head[i] & 0xff) != octets[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean at(byte[] head, int offset, String ascii) {
    int end = offset + ascii.length();
    return head.length >= end
        && new String(head, offset, ascii.length(), StandardCharsets.ISO_8859_1).equals(ascii);
  }
}
