package dev.holdfast.admin.signin;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.WaitingIssues;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Who makes this request, with the rights of this moment. */
@Named
@RequestScoped
public class CurrentUser {
  @Inject private HttpServletRequest request;
  @Inject private WaitingIssues issues;

  /**
   * For calling facades.
   *
   * @throws IllegalStateException if nobody is signed in; pages that ask are protected
   */
  public Caller caller() {
    if (request.getAttribute(SignInFilter.CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("Nobody is signed in");
  }

  /** Whether somebody is signed in. */
  public boolean isSignedIn() {
    return request.getAttribute(SignInFilter.CALLER) != null;
  }

  /** Whether the user may administer everything. */
  public boolean isAdministrator() {
    return caller().isAdministrator();
  }

  /** How many issues wait for the user. */
  public long getWaiting() throws RefusedException {
    return issues.count(caller());
  }

  /** The user's name. */
  public String getName() {
    return caller().name();
  }
}
