package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.hooks.api.WebhookValues;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What an administrator has said of a webhook; how its delivery goes is written by SQL. */
@Entity
@Table(name = "webhook", schema = "holdfast")
public class StoredWebhook {
  @Id private UUID id;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String url;

  @Column(nullable = false)
  private boolean enabled;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(nullable = false, columnDefinition = "text[]")
  private List<String> applications;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "case_types", nullable = false, columnDefinition = "text[]")
  private List<String> caseTypes;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(nullable = false, columnDefinition = "text[]")
  private List<String> kinds;

  @Column(name = "secret_number", nullable = false)
  private int secretNumber = 1;

  @Column(name = "former_until")
  private @Nullable Instant formerUntil;

  @Version
  @Column(nullable = false)
  private long version = 1;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected StoredWebhook() {}

  /** A new webhook. */
  @SuppressWarnings("NullAway.Init")
  StoredWebhook(UUID id, WebhookValues values) {
    this.id = id;
    say(values);
  }

  /** It is like this from now on. */
  final void say(WebhookValues values) {
    name = values.name();
    url = values.url();
    enabled = values.enabled();
    applications = sorted(values.applications());
    caseTypes = sorted(values.caseTypes());
    kinds = sorted(values.kinds());
  }

  /**
   * It has another secret.
   *
   * @param until until when the present one is still used beside it
   */
  void renewSecret(Instant until) {
    secretNumber++;
    formerUntil = until;
  }

  /** Until when the secret before the present one is used beside it, empty if it is not now. */
  Optional<Instant> formerUntil(Instant now) {
    return Optional.ofNullable(formerUntil).filter(now::isBefore);
  }

  UUID id() {
    return id;
  }

  int secretNumber() {
    return secretNumber;
  }

  long version() {
    return version;
  }

  WebhookValues values() {
    return new WebhookValues(
        name, url, enabled, Set.copyOf(applications), Set.copyOf(caseTypes), Set.copyOf(kinds));
  }

  private static List<String> sorted(@Nullable Collection<String> names) {
    return names == null ? List.of() : List.copyOf(new TreeSet<>(names));
  }
}
