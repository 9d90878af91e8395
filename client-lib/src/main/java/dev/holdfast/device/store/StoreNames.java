package dev.holdfast.device.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Names of users as names of folders, and back. Every name has one of its own on every file system:
 * it begins with {@code u-}, so that it is none of those that a system keeps for itself; it has
 * lower-case letters, digits and {@code - . @} as they are, a capital letter as {@code _} and the
 * lower-case one, since some file systems don't tell them apart, {@code _} twice, and every other
 * byte of UTF-8 as {@code =} and two hexadecimal digits, since some write accents their own way. A
 * full stop at the end, which Windows drops, is such a byte.
 */
public final class StoreNames {
  private static final String PREFIX = "u-";
  private static final char CAPITAL = '_';
  private static final char BYTE = '=';
  private static final int HEX = 16;

  /** Longest name of a folder that every file system has. */
  private static final int MOST = 240;

  private StoreNames() {}

  /**
   * The folder of a user.
   *
   * @throws IllegalArgumentException if the name is empty, too long, or no text
   */
  public static String folder(String user) {
    if (user.isEmpty()) {
      throw new IllegalArgumentException("A user's name can't be empty.");
    }
    StringBuilder folder = new StringBuilder(PREFIX);
    byte[] bytes = utf8(user);
    for (int i = 0; i < bytes.length; i++) {
      append(folder, bytes[i], i == bytes.length - 1);
    }
    if (folder.length() > MOST) {
      throw new IllegalArgumentException("The user's name is too long for the name of a folder.");
    }
    return folder.toString();
  }

  private static void append(StringBuilder folder, byte value, boolean last) {
    char character = (char) (value & 0xff);
    if (character >= 'A' && character <= 'Z' || character == CAPITAL) {
      folder.append(CAPITAL).append(Character.toLowerCase(character));
    } else if (isPlain(character) && !(last && character == '.')) {
      folder.append(character);
    } else {
      folder.append(BYTE).append(hex(character >> 4)).append(hex(character & 0xf));
    }
  }

  private static char hex(int digit) {
    return Character.forDigit(digit, HEX);
  }

  private static boolean isPlain(char character) {
    return character >= 'a' && character <= 'z'
        || character >= '0' && character <= '9'
        || "-.@".indexOf(character) >= 0;
  }

  private static byte[] utf8(String user) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(user));
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (CharacterCodingException e) {
      // Half of a surrogate pair: it would be taken for another name.
      throw new IllegalArgumentException("The user's name is no text.", e);
    }
  }

  /** The user of a folder, empty if it is no user's. */
  public static Optional<String> user(String folder) {
    if (!folder.startsWith(PREFIX)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(folder.length());
    try {
      for (int i = PREFIX.length(); i < folder.length(); i++) {
        char character = folder.charAt(i);
        if (character == CAPITAL) {
          bytes.put((byte) Character.toUpperCase(folder.charAt(++i)));
        } else if (character == BYTE) {
          bytes.put((byte) Integer.parseInt(folder.substring(i + 1, i + 3), HEX));
          i += 2;
        } else {
          bytes.put((byte) character);
        }
      }
      ByteBuffer written = ByteBuffer.wrap(bytes.array(), 0, bytes.position());
      String user = StandardCharsets.UTF_8.newDecoder().decode(written).toString();
      // Nobody but this made the folder, if it is the one that the name has.
      return folder(user).equals(folder) ? Optional.of(user) : Optional.empty();
    } catch (CharacterCodingException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
