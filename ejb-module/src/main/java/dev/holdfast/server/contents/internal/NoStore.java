package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.internal.store.StoreAwayException;

/** That contents lie in a store that is not configured any more. */
final class NoStore {

  private NoStore() {}

  /** For who wants one of them. */
  static StoreAwayException ofContent(String content) {
    return of("Content " + content + " lies in S3");
  }

  /** For the mover. */
  static StoreAwayException ofContents() {
    return of("Contents lie in S3");
  }

  private static StoreAwayException of(String lying) {
    return new StoreAwayException(
        lying + ", and " + StoreSettings.BUCKET.property() + " or its keys are not set", null);
  }
}
