package dev.holdfast.admin.webhooks;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.hooks.api.NewSecret;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.api.Webhooks;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds a webhook, changes or removes one; only what the person has seen is changed. A secret is
 * shown on the page after the one that made it, and nowhere else.
 */
@Named
@ViewScoped
public class WebhookPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String SECRET = "webhookSecret";
  private static final String PAGE = "/webhooks/webhook";

  @Inject private CurrentUser user;
  @Inject private Webhooks webhooks;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String id;
  private @Nullable UUID existing;
  private long seenVersion;
  private WebhookForm form = new WebhookForm();
  private transient @Nullable WebhookView webhook;
  private transient @Nullable WebhookView present;

  /** Finds the webhook, or begins a new one if the address names none. */
  public void load() throws RefusedException {
    if (id != null) {
      var wanted = Ids.of(id);
      webhook = wanted == null ? null : webhooks.find(user.caller(), wanted).orElse(null);
      if (Navigation.found(webhook)) {
        see(getWebhook());
        form = WebhookForm.of(getWebhook());
      }
    }
  }

  private void see(WebhookView seen) {
    existing = seen.id();
    seenVersion = seen.version();
  }

  private interface Attempt {
    String make() throws RefusedException;
  }

  /** Adds or changes. */
  public @Nullable String save() throws RefusedException {
    return attempt(
        () -> {
          if (existing == null) {
            return shown(webhooks.add(user.caller(), form.values()), "webhooks.added");
          }
          var saved = webhooks.change(user.caller(), existing, seenVersion, form.values());
          notices.done(texts.of("webhooks.saved", saved.name()));
          return Navigation.to("/webhooks/list");
        });
  }

  /** Makes a new secret. */
  public @Nullable String renew() throws RefusedException {
    return attempt(
        () ->
            shown(
                webhooks.renewSecret(user.caller(), existing(), seenVersion), "webhooks.renewed"));
  }

  /** Removes. */
  public @Nullable String remove() throws RefusedException {
    return attempt(
        () -> {
          webhooks.remove(user.caller(), existing(), seenVersion);
          notices.done(texts.of("webhooks.removed", String.valueOf(form.getName())));
          return Navigation.to("/webhooks/list");
        });
  }

  private String shown(NewSecret made, String done) {
    FacesContext.getCurrentInstance().getExternalContext().getFlash().put(SECRET, made.secret());
    notices.done(texts.of(done, made.webhook().name()));
    return Navigation.to(PAGE, "id", made.webhook().id().toString());
  }

  private @Nullable String attempt(Attempt attempt) throws RefusedException {
    try {
      return attempt.make();
    } catch (RefusedException refused) {
      notices.refused(refused);
      if (refused.code() == ErrorCode.STALE) {
        showPresent();
      }
      return null;
    }
  }

  /** Shows what is stored now beside the input, which stays; the next try is made on that. */
  private void showPresent() throws RefusedException {
    present = webhooks.find(user.caller(), existing()).orElse(null);
    if (present != null) {
      see(present);
    }
  }

  private UUID existing() {
    if (existing == null) {
      throw new IllegalStateException("The webhook was not added yet");
    }
    return existing;
  }

  /** Whether the webhook exists already. */
  public boolean isExisting() {
    return existing != null;
  }

  /** The webhook as it was when the page was opened. */
  public WebhookView getWebhook() {
    if (webhook == null) {
      throw new IllegalStateException("No webhook was loaded for this page");
    }
    return webhook;
  }

  /** Whether nothing is sent for a while, because of failures. */
  public boolean isResting() {
    return webhook != null && webhook.traffic().restsUntil() != null;
  }

  /** The values being edited. */
  public WebhookForm getForm() {
    return form;
  }

  /** What is stored now if it changed since the person saw it, else null. */
  public @Nullable WebhookView getPresent() {
    return present;
  }

  /** The webhook's id, null for a new one. */
  public @Nullable String getId() {
    return id;
  }

  /** The webhook's id, null for a new one. */
  public void setId(@Nullable String id) {
    this.id = id;
  }
}
