package dev.holdfast.admin.shell;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The page shown instead of one that failed. */
@Named
@RequestScoped
public class ProblemPage {
  @Inject private HttpServletRequest request;

  private @Nullable Incident incident;

  @PostConstruct
  void look() {
    var session = request.getSession(false);
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      incident =
          Incident.of(failure, (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    } else if (session != null && session.getAttribute(Incident.KEPT) instanceof Incident kept) {
      session.removeAttribute(Incident.KEPT);
      incident = kept;
    }
  }

  /** What failed, null if there is nothing more to say. */
  public @Nullable Incident getIncident() {
    return incident;
  }
}
