package dev.holdfast.admin.signin;

import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.server.identity.api.Sessions;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The sign-in form. */
@Named
@RequestScoped
public class SignInPage {
  @Inject private Sessions sessions;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private String user = "";
  private String password = "";
  private @Nullable String next;

  /** Signs in, under a new session id, and goes on to the page that was wanted. */
  public void signIn() throws IOException {
    try {
      var external = FacesContext.getCurrentInstance().getExternalContext();
      var request = (HttpServletRequest) external.getRequest();
      var origin = Origin.of(request.getRemoteAddr());
      var caller = sessions.authenticate(user.strip(), password, origin);
      caller.requireCaseworker();
      request.getSession();
      request.changeSessionId();
      request.getSession().setAttribute(SignInFilter.USER, caller.name());
      external.redirect(external.getRequestContextPath() + wanted());
    } catch (RefusedException refused) {
      if (refused.code() == ErrorCode.NOT_ALLOWED) {
        notices.wrong(texts.of("sign-in.not-allowed"));
      } else {
        notices.refused(refused);
      }
    }
  }

  /** Ends the session. */
  public void signOut() throws IOException {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    external.invalidateSession();
    external.redirect(external.getRequestContextPath() + "/sign-in?out=yes");
  }

  private String wanted() {
    return WantedPage.of(next).map(WantedPage::path).orElse("/");
  }

  /** Name typed. */
  public String getUser() {
    return user;
  }

  /** Name typed. */
  public void setUser(String user) {
    this.user = user;
  }

  /** Always empty: a password goes in, never out. */
  public String getPassword() {
    return "";
  }

  /** Password typed. */
  public void setPassword(String password) {
    this.password = password;
  }

  /** The page wanted, as the link or form says. */
  public @Nullable String getNext() {
    return next;
  }

  /** The page wanted, as the link or form says. */
  public void setNext(@Nullable String next) {
    this.next = next;
  }
}
