package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Signer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs with a key that the first node to need it makes and stores. Thread-safe. */
@ApplicationScoped
public class DatabaseKeySigner implements Signer {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private Jdbc jdbc;
  private volatile @Nullable SecretKeySpec key;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected DatabaseKeySigner() {}

  /** Keeps the key in this database. */
  @Inject
  public DatabaseKeySigner(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String sign(String purpose, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return encode(content) + '.' + encode(mac(purpose, content));
  }

  @Override
  public Optional<String> open(String purpose, String signed) {
    int dot = signed.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      byte[] content = Base64.getUrlDecoder().decode(signed.substring(0, dot));
      byte[] mac = Base64.getUrlDecoder().decode(signed.substring(dot + 1));
      return MessageDigest.isEqual(mac, mac(purpose, content))
          ? Optional.of(new String(content, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] key(String purpose, String text) {
    return mac(purpose, text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(String purpose, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  private SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      known = new SecretKeySpec(storedKey(), ALGORITHM);
      key = known;
    }
    return known;
  }

  private byte[] storedKey() {
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    jdbc.update(
        "INSERT INTO holdfast.server_secret (name, value) VALUES ('signing', ?)"
            + " ON CONFLICT (name) DO NOTHING",
        fresh);
    return jdbc.one(
            "SELECT value FROM holdfast.server_secret WHERE name = 'signing'",
            row -> row.getBytes(1))
        .orElseThrow();
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
