package dev.holdfast.admin.shell;

import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;

/** What a page tells after an action. A notice survives the redirect that follows it. */
@ApplicationScoped
public class Notices {

  /** Tells that something was done. */
  public void done(String text) {
    add(FacesMessage.SEVERITY_INFO, text, "");
  }

  /** Tells that the input can't be used as it is. */
  public void wrong(String text) {
    add(FacesMessage.SEVERITY_ERROR, text, "");
  }

  /** Tells of a refusal: what is wrong here, then what to do about its kind. */
  public void refused(RefusedException refused) {
    var code = refused.code();
    add(FacesMessage.SEVERITY_ERROR, code.title() + ". " + refused.getMessage(), code.remedy());
  }

  private static void add(FacesMessage.Severity severity, String summary, String detail) {
    var faces = FacesContext.getCurrentInstance();
    faces.getExternalContext().getFlash().setKeepMessages(true);
    faces.addMessage(null, new FacesMessage(severity, summary, detail));
  }
}
