package dev.holdfast.desktop.entry;

import dev.holdfast.desktop.text.Texts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who signs in.
 *
 * @param user the user
 * @param password overwritten when it has been used
 * @param device what people call the device
 */
@SuppressWarnings("ArrayRecordComponent") // a secret that has to be overwritten
public record SignIn(String user, char[] password, String device) {
  void clear() {
    Arrays.fill(password, ' ');
  }

  /** What is missing for a new device, null if nothing is. */
  @Nullable String problem(Texts texts, String server, char[] passphrase, char[] repeated) {
    if (server.isBlank() || user.isBlank() || password.length == 0) {
      return texts.get("entry.incomplete");
    }
    if (passphrase.length == 0) {
      return texts.get("entry.no-passphrase");
    }
    return Arrays.equals(passphrase, repeated) ? null : texts.get("entry.two-passphrases");
  }
}
