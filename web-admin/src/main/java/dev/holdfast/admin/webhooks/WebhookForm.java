package dev.holdfast.admin.webhooks;

import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.hooks.api.WebhookView;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The values of a webhook while a person edits them. */
public class WebhookForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private String name = "";
  private String url = "";
  private boolean enabled = true;
  private String applications = "";
  private String caseTypes = "";
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
        name, url, enabled, names(applications), names(caseTypes), new TreeSet<>(kinds));
  }

  private static Set<String> names(String text) {
    var names = new TreeSet<String>();
    Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .forEach(names::add);
    return names;
  }

  /** Its name. */
  public String getName() {
    return name;
  }

  /** Its name. */
  public void setName(String name) {
    this.name = name;
  }

  /** Where messages are posted. */
  public String getUrl() {
    return url;
  }

  /** Where messages are posted. */
  public void setUrl(String url) {
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
  public String getApplications() {
    return applications;
  }

  /** Of which applications. */
  public void setApplications(String applications) {
    this.applications = applications;
  }

  /** Of cases of which types. */
  public String getCaseTypes() {
    return caseTypes;
  }

  /** Of cases of which types. */
  public void setCaseTypes(String caseTypes) {
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
