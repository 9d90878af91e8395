package dev.holdfast.admin.webhooks;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.hooks.api.DeliveryView;
import dev.holdfast.server.hooks.api.Webhooks;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages to the webhook of the page, in the state that is in its address. */
@Named
@ViewScoped
public class MessageList implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Webhooks webhooks;
  @Inject private WebhookPage page;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String state;
  private final PagedModel<DeliveryView> rows =
      new PagedModel<>(this::part, delivery -> delivery.id().toString());

  private Page<DeliveryView> part(PageRequest request) throws RefusedException {
    UUID webhook = Ids.of(page.getId());
    return webhook == null
        ? new Page<>(List.of(), 0)
        : webhooks.deliveries(user.caller(), webhook, state, request);
  }

  /** Sends one now that waits or has failed. */
  public void retry(UUID message) {
    attempt(message);
  }

  /** Sends all now that wait or have failed. */
  public void retryAll() {
    attempt(null);
  }

  private void attempt(@Nullable UUID message) {
    UUID webhook = Ids.of(page.getId());
    try {
      if (webhook != null) {
        int retried = webhooks.retry(user.caller(), webhook, message);
        notices.done(texts.of("webhooks.retried", retried));
      }
    } catch (RefusedException refused) {
      notices.refused(refused);
    }
  }

  /** The rows. */
  public PagedModel<DeliveryView> getRows() {
    return rows;
  }

  /** What the state may be. */
  public List<String> getStates() {
    return List.of("waiting", "delivered", "failed");
  }

  /** Only messages in this state, null for all. */
  public @Nullable String getState() {
    return state;
  }

  /** Only messages in this state, null for all. */
  public void setState(@Nullable String state) {
    this.state = state == null || state.isEmpty() ? null : state;
  }
}
