package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.Signer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.UUID;

/**
 * The secrets of webhooks. They are derived from the key of the server, which all nodes share, and
 * so are neither stored nor in any statement, log or export.
 */
@ApplicationScoped
public class Secrets {
  /** How the secrets of webhooks begin, by the Standard Webhooks specification. */
  static final String PREFIX = "whsec_";

  private static final String PURPOSE = "webhook-secret";

  private Signer signer;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Secrets() {}

  /** Derives from a signer's key. */
  @Inject
  public Secrets(Signer signer) {
    this.signer = signer;
  }

  /** The key of a webhook's signatures. */
  byte[] key(UUID webhook, int number) {
    String signed = signer.sign(PURPOSE, webhook + ":" + number);
    return Base64.getUrlDecoder().decode(signed.substring(signed.indexOf('.') + 1));
  }

  /** The same in the form in which it is told. */
  String text(UUID webhook, int number) {
    return PREFIX + Base64.getEncoder().encodeToString(key(webhook, number));
  }
}
