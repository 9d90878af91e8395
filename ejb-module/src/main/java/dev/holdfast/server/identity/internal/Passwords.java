package dev.holdfast.server.identity.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.password.Password;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.spec.EncryptablePasswordSpec;
import org.wildfly.security.password.spec.IteratedSaltedPasswordAlgorithmSpec;
import org.wildfly.security.password.util.ModularCrypt;

/**
 * Hashes and verifies passwords with Elytron, in modular crypt form ({@code $2a$12$...}): the hash
 * says by itself how it was made, so a stronger way can be introduced at any time and {@link
 * #outdated} tells which hashes to make anew. Thread-safe.
 */
@ApplicationScoped
public class Passwords {
  /** Fewest characters of a password. */
  static final int MIN_CHARACTERS = 12;

  /** Most bytes of a password: bcrypt looks at no more. */
  static final int MAX_BYTES = 72;

  private static final int SALT_BYTES = 16;
  private static final Provider ELYTRON = WildFlyElytronPasswordProvider.getInstance();

  private final SecureRandom random = new SecureRandom();
  private final int cost;
  private volatile @Nullable String nobody;

  /** For the container's proxy. */
  protected Passwords() {
    this.cost = 0;
  }

  /** Hashes at the cost that the operator has set. */
  @Inject
  public Passwords(Settings settings) {
    this(settings.get(IdentitySettings.PASSWORD_COST));
  }

  Passwords(int cost) {
    this.cost = cost;
  }

  /** Makes ready, so that the first sign-in takes no longer than others. */
  @PostConstruct
  void prepare() {
    nobody = hash("nobody's password");
  }

  /** What is wrong with a password, null if nothing. */
  @Nullable String complaint(String password) {
    if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
      return "A password has at least " + MIN_CHARACTERS + " characters.";
    }
    if (tooLong(password)) {
      return "A password has at most " + MAX_BYTES + " bytes in UTF-8.";
    }
    return null;
  }

  /** A new hash of a password. */
  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    try {
      PasswordFactory factory =
          PasswordFactory.getInstance(BCryptPassword.ALGORITHM_BCRYPT, ELYTRON);
      return ModularCrypt.encodeAsString(
          factory.generatePassword(
              new EncryptablePasswordSpec(
                  password.toCharArray(), new IteratedSaltedPasswordAlgorithmSpec(cost, salt))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Elytron can't make a bcrypt hash", e);
    }
  }

  /**
   * Whether a password is the one that was hashed. Takes as long for a user that doesn't exist.
   *
   * @param stored the hash, null if there is no such user
   */
  boolean verify(@Nullable String stored, String password) {
    try {
      Password hashed = ModularCrypt.decode(stored == null ? nobody() : stored);
      PasswordFactory factory = PasswordFactory.getInstance(hashed.getAlgorithm(), ELYTRON);
      boolean same = factory.verify(factory.translate(hashed), password.toCharArray());
      return same && stored != null && !tooLong(password);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A stored password hash can't be read", e);
    }
  }

  /** What a password is compared with when there is no such user. */
  private String nobody() {
    return Objects.requireNonNull(nobody, "prepared");
  }

  /** Whether a hash was made in another way than today's. */
  boolean outdated(String stored) {
    try {
      return !(ModularCrypt.decode(stored) instanceof BCryptPassword bcrypt
          && bcrypt.getIterationCount() == cost);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A stored password hash can't be read", e);
    }
  }

  private static boolean tooLong(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
  }
}
