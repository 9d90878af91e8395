package dev.holdfast.server.casework.internal;

import java.util.UUID;

/**
 * How keys, which come as text, are compared with a key column: in the column's own type where that
 * is possible, so that its index serves. A text that is not how the type writes a value is no key.
 */
enum KeyForm {
  TEXT {
    @Override
    boolean possible(String key) {
      return true;
    }

    @Override
    String condition(String column) {
      return column + " = ANY (CAST(? AS text[]))";
    }
  },
  INTEGER {
    @Override
    boolean possible(String key) {
      try {
        return Long.toString(Long.parseLong(key)).equals(key);
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    String condition(String column) {
      return column + " = ANY (CAST(? AS bigint[]))";
    }
  },
  UUID_TEXT {
    @Override
    boolean possible(String key) {
      try {
        return UUID.fromString(key).toString().equals(key);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    @Override
    String condition(String column) {
      return column + " = ANY (CAST(? AS uuid[]))";
    }
  },
  OTHER {
    @Override
    boolean possible(String key) {
      return true;
    }

    @Override
    String condition(String column) {
      return column + "::text = ANY (CAST(? AS text[]))";
    }
  };

  /** Whether the key may be there at all. */
  abstract boolean possible(String key);

  /** The SQL condition with one parameter, an array of texts. */
  abstract String condition(String column);

  /** The form for a type of PostgreSQL. */
  static KeyForm of(String type) {
    return switch (type) {
      case "text", "varchar" -> TEXT;
      case "int2", "int4", "int8" -> INTEGER;
      case "uuid" -> UUID_TEXT;
      default -> OTHER;
    };
  }
}
