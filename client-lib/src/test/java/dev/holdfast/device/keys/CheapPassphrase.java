package dev.holdfast.device.keys;

/** A passphrase that is stretched hardly at all, so that tests may open stores often. */
public final class CheapPassphrase {
  private CheapPassphrase() {}

  /** Keeps keys as any passphrase does. */
  public static KeyProtection of(String passphrase) {
    return new PassphraseProtection(passphrase.toCharArray(), new Argon2id(64, 1, 1));
  }
}
