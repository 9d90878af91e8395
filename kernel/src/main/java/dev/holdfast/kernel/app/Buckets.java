package dev.holdfast.kernel.app;

import java.util.List;

/** Says which buckets a user holds. */
public final class Buckets {
  private Buckets() {}

  /**
   * The buckets of one table or case type, without duplicates, in the order of the scope's
   * alternatives. An attribute with many values gives a bucket for each; a user without a value for
   * an attribute holds no bucket of that alternative.
   *
   * @param definition the package
   * @param unit name of a table or case type of it
   * @param user the user
   * @throws IllegalArgumentException if the package has no such unit
   */
  public static List<BucketName> of(ApplicationPackage definition, String unit, User user) {
    throw new UnsupportedOperationException();
  }
}
