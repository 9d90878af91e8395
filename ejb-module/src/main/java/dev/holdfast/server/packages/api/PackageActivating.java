package dev.holdfast.server.packages.api;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.rule.CompiledPackage;
import java.util.ArrayList;
import java.util.List;

/**
 * CDI event, fired inside the transaction that activates a version. Observers check the package
 * against what they know of the world and put themselves in order for it; findings refuse the
 * activation as a whole.
 */
public final class PackageActivating {
  private final CompiledPackage logic;
  private final List<Finding> findings = new ArrayList<>();
  private long rewritten;

  /**
   * Creates the event.
   *
   * @param logic the version to be in force
   */
  public PackageActivating(CompiledPackage logic) {
    this.logic = logic;
  }

  /** The version to be in force. */
  public CompiledPackage logic() {
    return logic;
  }

  /**
   * Refuses the activation.
   *
   * @param finding what is wrong and what to do
   */
  public void refuse(Finding finding) {
    findings.add(finding);
  }

  /** Notes that stored cases were written anew in the version's words. */
  public void rewrote(long cases) {
    rewritten += cases;
  }

  /** How many cases were written anew. */
  public long rewritten() {
    return rewritten;
  }

  /** What observers have found so far. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
