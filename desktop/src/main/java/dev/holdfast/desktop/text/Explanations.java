package dev.holdfast.desktop.text;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.api.NotReceivedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.TooManyAttemptsException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.api.WrongPassphraseException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong, in one sentence that says what to do. Never a stack trace: what nobody expected
 * is in the log, and the user is told that.
 */
public final class Explanations {
  private static final Logger LOG = LoggerFactory.getLogger(Explanations.class);

  private final Texts texts;

  /** Explains in this language. */
  public Explanations(Texts texts) {
    this.texts = texts;
  }

  /** What a failure means to the user. */
  public String of(RuntimeException failure) {
    if (failure instanceof WrongPassphraseException wrong) {
      return wrongPassphrase(wrong);
    }
    if (failure instanceof HoldfastException known) {
      return known(known);
    }
    LOG.error("Unexpected failure; the user is told to report it.", failure);
    return texts.get("error.unexpected", failure.getClass().getSimpleName());
  }

  private String known(HoldfastException failure) {
    if (failure instanceof UnreachableException e) {
      return texts.get("error.unreachable." + code(e.reason()));
    }
    if (failure instanceof NotSignedInException e) {
      return texts.get("error.signed-out." + code(e.reason()));
    }
    if (failure instanceof SyncFailedException e) {
      return texts.get("error.sync." + code(e.reason()));
    }
    if (failure instanceof StoreException e) {
      return texts.get("error.store." + code(e.reason()));
    }
    if (failure instanceof LockedException e) {
      return texts.get("error.locked." + code(e.reason()));
    }
    if (failure instanceof TooManyAttemptsException) {
      return texts.get("error.too-many-attempts");
    }
    if (failure instanceof NotReceivedException e) {
      return texts.get("error.not-received", String.join(", ", e.tables()));
    }
    if (failure instanceof NotFoundException) {
      return texts.get("error.not-found");
    }
    if (failure instanceof NotAllowedException) {
      // Whoever refused says why, in the server's words.
      return texts.get("error.not-allowed", failure.getMessage());
    }
    return failure.getMessage();
  }

  /** Warns of what comes of more wrong passphrases. */
  private String wrongPassphrase(WrongPassphraseException wrong) {
    if (wrong.attemptsLeft().isEmpty()) {
      return texts.get("error.wrong-passphrase");
    }
    int left = wrong.attemptsLeft().getAsInt();
    return wrong.unsent().isPresent()
        ? texts.get("error.wrong-passphrase.erase", left, wrong.unsent().getAsInt())
        : texts.get("error.wrong-passphrase.erase-unknown", left);
  }

  private static String code(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
