package dev.holdfast.kernel.app;

import java.util.List;

/** A package that cannot be used, with everything that is wrong with it. */
public final class PackageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  /**
   * Creates the refusal.
   *
   * @param findings all findings, at least one, by line
   */
  public PackageException(List<Finding> findings) {
    super(findings.size() + " finding(s), first: " + findings.get(0));
    this.findings = List.copyOf(findings);
  }

  /** Everything that is wrong, by line. */
  public List<Finding> findings() {
    return findings;
  }
}
