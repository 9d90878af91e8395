package dev.holdfast.device.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.StoreException.Reason;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wrapped key of a store, in a file beside it: {@code holdfast.key}. It names the store's file
 * by that one's salt, so that to put another key file in the place of this one is to put another
 * store in the place of that one.
 *
 * @param version of this form
 * @param scheme who keeps the key
 * @param salt the salt of the file that the key opens, in Base64
 * @param wrapped the wrapped key, in Base64
 * @param digest of all this, so that a damaged file is told from a wrong secret
 */
record KeyFile(int version, String scheme, String salt, String wrapped, String digest) {
  static final String FILE = "holdfast.key";
  private static final int VERSION = 1;

  /** Wraps a key for a file with this name. */
  static KeyFile of(StoreKey key, KeyProtection protection) {
    String salt = Base64.getEncoder().encodeToString(key.salt());
    byte[] raw = key.key();
    try {
      String wrapped =
          Base64.getEncoder()
              .encodeToString(protection.wrap(raw, context(protection.scheme(), salt)));
      return new KeyFile(
          VERSION,
          protection.scheme(),
          salt,
          wrapped,
          digest(VERSION, protection.scheme(), salt, wrapped));
    } finally {
      Arrays.fill(raw, (byte) 0);
    }
  }

  /**
   * The key file of a store, empty if it has none.
   *
   * @throws StoreException if it is damaged or of a newer version
   */
  static Optional<KeyFile> read(Path directory) {
    Path file = directory.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      KeyFile keys = WireJson.mapper().readValue(Files.readAllBytes(file), KeyFile.class);
      if (keys.version > VERSION) {
        throw new StoreException(
            Reason.TOO_NEW,
            "The store was made by a newer version of Holdfast. Nothing was changed.",
            null);
      }
      if (!digest(keys.version, keys.scheme, keys.salt, keys.wrapped).equals(keys.digest)) {
        throw damaged(null);
      }
      return Optional.of(keys);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    } catch (IOException e) {
      throw new StoreException(Reason.FAILED, "The store can't be read: " + file, e);
    }
  }

  private static StoreException damaged(@Nullable Exception cause) {
    return new StoreException(
        Reason.DAMAGED,
        "The file with the store's wrapped key is damaged: %s. Without a copy of it the store can't be opened."
            .formatted(FILE),
        cause);
  }

  /**
   * Puts it in the place of the one that is there.
   *
   * @throws StoreException also {@code WIPED} if the store was erased meanwhile; this file too
   */
  void write(Path directory) {
    try {
      DurableFiles.replace(
          directory.resolve(FILE), Settings.text(this).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw DiskErrors.failed("The store's key can't be written", directory, e);
    }
    // The order is on the disk before anything is erased. So either it is seen here, or what was
    // written here is erased with the rest.
    Erasure.check(directory);
  }

  /**
   * Tells the wrong keeper from the wrong secret.
   *
   * @throws StoreException if somebody else keeps the key
   */
  void requireKeptBy(KeyProtection protection) {
    if (!scheme.equals(protection.scheme())) {
      throw new StoreException(
          Reason.FAILED,
          "The store's key is kept by \"%s\", not by \"%s\". Nothing was changed."
              .formatted(scheme, protection.scheme()),
          null);
    }
  }

  /** Unwraps the key; empty if the secret is the wrong one. */
  Optional<StoreKey> unwrap(KeyProtection protection) {
    try {
      return protection
          .unwrap(Base64.getDecoder().decode(wrapped), context(scheme, salt))
          .map(key -> StoreKey.of(key, saltOfFile()));
    } catch (IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  /** Whether the key should be wrapped anew. */
  boolean isOutdated(KeyProtection protection) {
    return protection.isOutdated(Base64.getDecoder().decode(wrapped));
  }

  /** The first bytes of the file that the key opens. */
  byte[] saltOfFile() {
    return Base64.getDecoder().decode(salt);
  }

  private static byte[] context(String scheme, String salt) {
    return "holdfast-key %s %s".formatted(scheme, salt).getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(int version, String scheme, String salt, String wrapped) {
    return Sha256.hex("%d %s %s %s".formatted(version, scheme, salt, wrapped));
  }
}
