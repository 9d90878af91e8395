package dev.holdfast.admin.webhooks;

import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.hooks.api.WebhookView;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values of a webhook while a person edits them. */
public class WebhookForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable String name;
  private @Nullable String url;
  private boolean enabled = true;
  private @Nullable String applications;
  private @Nullable String caseTypes;
  private List<String> kinds = List.of();

  static WebhookForm of(WebhookView webhook) {
    var form = new WebhookForm();
    form.name = webhook.name();
    form.url = webhook.url();
    form.enabled = webhook.enabled();
    form.applications = String.join(", ", webhook.applications());
    form.caseTypes = String.join(", ", webhook.caseTypes());
    form.kinds = List.copyOf(webhook.kinds());
    return form;
  }

  WebhookValues values() {
    return new WebhookValues(
        text(name),
        text(url),
        enabled,
        names(applications),
        names(caseTypes),
        new TreeSet<>(kinds));
  }

  /** What was typed; a field that was left empty is null. */
  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed;
  }

  private static Set<String> names(@Nullable String typed) {
    var names = new TreeSet<String>();
    Arrays.stream(text(typed).split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .forEach(names::add);
    return names;
  }

  /** Its name. */
  public @Nullable String getName() {
    return name;
  }

  /** Its name. */
  public void setName(@Nullable String name) {
    this.name = name;
  }

  /** Where messages are posted. */
  public @Nullable String getUrl() {
    return url;
  }

  /** Where messages are posted. */
  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /** Whether it gets any. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Whether it gets any. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** Of which applications. */
  public @Nullable String getApplications() {
    return applications;
  }

  /** Of which applications. */
  public void setApplications(@Nullable String applications) {
    this.applications = applications;
  }

  /** Of cases of which types. */
  public @Nullable String getCaseTypes() {
    return caseTypes;
  }

  /** Of cases of which types. */
  public void setCaseTypes(@Nullable String caseTypes) {
    this.caseTypes = caseTypes;
  }

  /** Of what. */
  public Collection<String> getKinds() {
    return kinds;
  }

  /** Of what. */
  public void setKinds(Collection<String> kinds) {
    this.kinds = List.copyOf(kinds);
  }
}
