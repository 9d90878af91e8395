package dev.holdfast.admin.webhooks;

import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.api.Webhooks;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The webhooks, and how their delivery goes. */
@Named
@RequestScoped
public class WebhookListPage {
  @Inject private CurrentUser user;
  @Inject private Webhooks webhooks;

  private List<WebhookView> all = List.of();

  /** Finds them. */
  public void load() throws RefusedException {
    all = webhooks.list(user.caller());
  }

  /** All webhooks, by name. */
  public List<WebhookView> getWebhooks() {
    return all;
  }
}
