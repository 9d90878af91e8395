package dev.holdfast.device;

import org.jspecify.annotations.Nullable;

/** The library's version, from its jar. */
final class Version {
  static final String LIBRARY = of(Version.class.getPackage().getImplementationVersion());

  private Version() {}

  private static String of(@Nullable String implementation) {
    return implementation == null ? "development" : implementation;
  }
}
