package dev.holdfast.server.hooks.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks: other systems that are told of what became of actions. Administrators only.
 *
 * <p>A message is written with the action that it tells of, and sent after the commit until the
 * receiver has taken it, at least once; the messages of one case in order.
 */
@Local
public interface Webhooks {
  /** Most webhooks. */
  int MOST = 50;

  /** All webhooks by name. */
  List<WebhookView> list(Caller caller) throws RefusedException;

  /** One webhook. */
  Optional<WebhookView> find(Caller caller, UUID id) throws RefusedException;

  /**
   * Adds a webhook and makes its secret.
   *
   * @throws RefusedException {@code INVALID}; {@code RECEIVER_NOT_ALLOWED}; {@code ALREADY_EXISTS}
   *     if there is one of this name; {@code CONFLICT} if there are {@link #MOST}
   */
  NewSecret add(Caller caller, WebhookValues values) throws RefusedException;

  /**
   * Gives a webhook other values, all of them. One that is enabled again has the time to be told
   * what waits that it would have had from the beginning.
   *
   * @param expectedVersion the version that the caller has seen
   * @throws RefusedException as {@link #add}, {@code NOT_FOUND}, {@code STALE}
   */
  WebhookView change(Caller caller, UUID id, long expectedVersion, WebhookValues values)
      throws RefusedException;

  /**
   * Removes a webhook. Nothing is sent to it any more; the messages to it are removed within the
   * hour.
   *
   * @param expectedVersion the version that the caller has seen
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE}
   */
  void remove(Caller caller, UUID id, long expectedVersion) throws RefusedException;

  /**
   * Makes a new secret. For a day messages are signed with the one before, too.
   *
   * @param expectedVersion the version that the caller has seen
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE}; {@code CONFLICT} if that day is not
   *     over for the present secret: a receiver that has the one before would be left behind
   */
  NewSecret renewSecret(Caller caller, UUID id, long expectedVersion) throws RefusedException;

  /**
   * Messages to a webhook, the last ones first.
   *
   * @param state {@code waiting}, {@code delivered} or {@code failed}; null for all
   * @throws RefusedException {@code NOT_FOUND}; {@code INVALID} for another state or a sort key
   */
  Page<DeliveryView> deliveries(Caller caller, UUID id, @Nullable String state, PageRequest page)
      throws RefusedException;

  /**
   * Sends at once what waits or was given up, as if it were new.
   *
   * @param delivery one message, null for all
   * @return how many
   * @throws RefusedException {@code NOT_FOUND} if there is no such webhook, or it has no such
   *     message that is not delivered
   */
  int retry(Caller caller, UUID id, @Nullable UUID delivery) throws RefusedException;
}
