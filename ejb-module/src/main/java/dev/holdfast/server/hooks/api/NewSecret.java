package dev.holdfast.server.hooks.api;

/**
 * A webhook and its secret, which is told this once.
 *
 * @param webhook the webhook
 * @param secret the key of its signatures, in the form {@code whsec_} and Base64
 */
public record NewSecret(WebhookView webhook, String secret) {

  /** Without the secret: this may come to be logged. */
  @Override
  public String toString() {
    return "NewSecret[webhook=" + webhook + ", secret=***]";
  }
}
