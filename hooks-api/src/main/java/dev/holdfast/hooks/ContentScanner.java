package dev.holdfast.hooks;

import java.util.Optional;

/**
 * Looks at each content of an attachment before anybody may use it, for example for viruses. A bean
 * of CDI in a jar in {@code lib/} of {@code holdfast.ear}; there may be several, all of which are
 * asked until one refuses.
 *
 * <p>Called once the server has the content whole, without a transaction, in a thread of its own,
 * on one node; several contents at once. A content is shown again if an earlier look at it did not
 * come to an end.
 */
public interface ContentScanner {

  /**
   * Looks at a content.
   *
   * @return what is wrong with it, for people: the content is kept from everybody but
   *     administrators for good, and an action that names it is parked with these words; empty if
   *     nothing is
   * @throws Exception if it can't tell now: the content waits, and with it the actions that name
   *     it, until a scanner can; administrators are alerted. The same if it takes longer than
   *     {@code holdfast.contents.scan-limit}; then its thread is interrupted
   */
  Optional<String> refuses(ScannedContent content) throws Exception;
}
