package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.hooks.api.DeliveryView;
import dev.holdfast.server.hooks.api.NewSecret;
import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.api.Webhooks;
import dev.holdfast.server.platform.api.Additions;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Written;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Administration of webhooks, with JPA; lists and messages by SQL. */
@Stateless
public class WebhooksBean implements Webhooks {
  private static final Duration FORMER_SECRET = Duration.ofDays(1);
  private static final Set<String> STATES = Set.of("waiting", "delivered", "failed");

  @PersistenceContext private EntityManager entities;
  @Inject private WebhookList list;
  @Inject private Receivers receivers;
  @Inject private Secrets secrets;
  @Inject private Messages messages;
  @Inject private WebhookAudit audit;
  @Inject private Event<Written> written;
  @Inject private Clock clock;
  @Inject private Ids ids;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected WebhooksBean() {}

  @Override
  public List<WebhookView> list(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    return list.all();
  }

  @Override
  public Optional<WebhookView> find(Caller caller, UUID id) throws RefusedException {
    caller.requireAdministrator();
    return list.find(id);
  }

  @Override
  public NewSecret add(Caller caller, WebhookValues values) throws RefusedException {
    caller.requireAdministrator();
    WebhookValues checked = checked(values, null);
    if (list.all().size() >= MOST) {
      throw new RefusedException(
          ErrorCode.CONFLICT, "There are " + MOST + " webhooks, which is as many as may be.");
    }
    StoredWebhook webhook = new StoredWebhook(ids.next(), checked);
    Additions.write(entities, webhook, taken(checked.name()));
    audit.added(caller, checked);
    written.fire(new Written());
    return told(webhook);
  }

  @Override
  public WebhookView change(Caller caller, UUID id, long expectedVersion, WebhookValues values)
      throws RefusedException {
    caller.requireAdministrator();
    WebhookValues checked = checked(values, id);
    StoredWebhook webhook = seen(id, expectedVersion);
    WebhookValues before = webhook.values();
    webhook.say(checked);
    flush(checked.name());
    if (checked.enabled() && !before.enabled()) {
      messages.haveTimeAgain(id);
    }
    audit.changed(caller, before, webhook.values());
    written.fire(new Written());
    return list.find(id).orElseThrow();
  }

  @Override
  public void remove(Caller caller, UUID id, long expectedVersion) throws RefusedException {
    caller.requireAdministrator();
    StoredWebhook webhook = seen(id, expectedVersion);
    long undelivered =
        list.find(id)
            .map(WebhookView::traffic)
            .map(traffic -> traffic.waiting() + traffic.failed())
            .orElse(0L);
    // Its messages may be many: Dispatch sweeps them, a part at a time.
    entities.remove(webhook);
    flush(webhook.values().name());
    audit.removed(caller, webhook.values(), undelivered);
    written.fire(new Written());
  }

  @Override
  public NewSecret renewSecret(Caller caller, UUID id, long expectedVersion)
      throws RefusedException {
    caller.requireAdministrator();
    StoredWebhook webhook = seen(id, expectedVersion);
    Instant now = clock.instant();
    Optional<Instant> former = webhook.formerUntil(now);
    if (former.isPresent()) {
      throw new RefusedException(
          ErrorCode.CONFLICT,
          "The receiver may still verify by the secret before this one, until "
              + former.get()
              + ". Make another one after that.");
    }
    webhook.renewSecret(now.plus(FORMER_SECRET));
    flush(webhook.values().name());
    audit.secretRenewed(caller, webhook.values(), webhook.secretNumber());
    return told(webhook);
  }

  @Override
  public Page<DeliveryView> deliveries(
      Caller caller, UUID id, @Nullable String state, PageRequest page) throws RefusedException {
    caller.requireAdministrator();
    found(id);
    if (page.sort() != null) {
      throw new RefusedException(ErrorCode.INVALID, "Messages have one order only.");
    }
    if (state != null && !STATES.contains(state)) {
      throw new RefusedException(
          ErrorCode.INVALID, "The state is one of waiting, delivered, failed.");
    }
    return list.deliveries(id, state, page);
  }

  @Override
  public int retry(Caller caller, UUID id, @Nullable UUID delivery) throws RefusedException {
    caller.requireAdministrator();
    StoredWebhook webhook = found(id);
    int retried = messages.retry(id, delivery);
    if (retried == 0 && delivery != null) {
      throw new RefusedException(
          ErrorCode.NOT_FOUND, "There is no message " + delivery + " that is not delivered.");
    }
    audit.retried(caller, webhook.values(), retried);
    return retried;
  }

  private WebhookValues checked(WebhookValues values, @Nullable UUID own) throws RefusedException {
    WebhookValues checked = WebhookRules.checked(values);
    receivers.require(checked.url());
    for (WebhookView other : list.all()) {
      if (!other.id().equals(own) && other.name().equalsIgnoreCase(checked.name())) {
        throw new RefusedException(ErrorCode.ALREADY_EXISTS, taken(checked.name()));
      }
    }
    return checked;
  }

  private NewSecret told(StoredWebhook webhook) {
    return new NewSecret(
        list.find(webhook.id()).orElseThrow(), secrets.text(webhook.id(), webhook.secretNumber()));
  }

  private StoredWebhook found(UUID id) throws RefusedException {
    StoredWebhook webhook = entities.find(StoredWebhook.class, id);
    if (webhook == null) {
      throw new RefusedException(ErrorCode.NOT_FOUND, "There is no webhook " + id + '.');
    }
    return webhook;
  }

  private StoredWebhook seen(UUID id, long version) throws RefusedException {
    StoredWebhook webhook = found(id);
    if (webhook.version() != version) {
      throw stale();
    }
    return webhook;
  }

  private void flush(String name) throws RefusedException {
    try {
      Additions.flush(entities, taken(name));
    } catch (OptimisticLockException e) {
      throw stale();
    }
  }

  private static String taken(String name) {
    return "There is a webhook " + name + " already.";
  }

  private static RefusedException stale() {
    return new RefusedException(
        ErrorCode.STALE, "Somebody has changed this webhook since you saw it.");
  }
}
