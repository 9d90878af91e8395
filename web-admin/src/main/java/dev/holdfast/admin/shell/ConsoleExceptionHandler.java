package dev.holdfast.admin.shell;

import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Failures of requests that a page's script makes. Such a request has no page of its own to show
 * the failure, so the browser is sent to one; Faces' own answer would tell the cause to the script.
 * Other requests fail as they do without it: the container shows the error pages of {@code
 * web.xml}.
 */
class ConsoleExceptionHandler extends ExceptionHandlerWrapper {
  ConsoleExceptionHandler(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() {
    var faces = FacesContext.getCurrentInstance();
    var queued = getUnhandledExceptionQueuedEvents().iterator();
    if (!faces.getPartialViewContext().isAjaxRequest() || !queued.hasNext()) {
      getWrapped().handle();
      return;
    }
    var failure = queued.next();
    for (queued.remove(); queued.hasNext(); queued.remove()) {
      queued.next();
    }
    show(faces, failure);
  }

  private static void show(FacesContext faces, ExceptionQueuedEvent event) {
    var failure = event.getContext().getException();
    var external = faces.getExternalContext();
    if (failure instanceof ViewExpiredException) {
      redirect(external, "/problem/expired");
    } else {
      external
          .getSessionMap()
          .put(Incident.KEPT, Incident.of(failure, external.getRequestServletPath()));
      redirect(external, "/problem/problem");
    }
    faces.responseComplete();
  }

  private static void redirect(ExternalContext external, String page) {
    try {
      if (!external.isResponseCommitted()) {
        external.responseReset();
      }
      external.redirect(external.getRequestContextPath() + page);
    } catch (IOException gone) {
      throw new UncheckedIOException("The browser went away", gone);
    }
  }
}
