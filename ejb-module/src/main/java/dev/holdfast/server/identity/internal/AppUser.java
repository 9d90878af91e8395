package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.UserView;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A user. Added and changed by administrators, never deleted: the history names users; one who may
 * no longer sign in is disabled.
 */
@Entity
@Table(name = "app_user", schema = "holdfast")
public class AppUser {
  @Id private String name;

  @Column(name = "display_name", nullable = false)
  private String displayName;

  @Column(name = "password_hash", nullable = false)
  private String passwordHash;

  @Column(nullable = false)
  private boolean enabled;

  @Column(name = "session_epoch", nullable = false)
  private long sessionEpoch;

  @Version
  @Column(nullable = false)
  private long version = 1;

  @ElementCollection
  @CollectionTable(
      name = "user_role",
      schema = "holdfast",
      joinColumns = @JoinColumn(name = "user_name"))
  @Column(name = "role", nullable = false)
  private Set<String> roles = new HashSet<>();

  @ElementCollection
  @CollectionTable(
      name = "user_attribute",
      schema = "holdfast",
      joinColumns = @JoinColumn(name = "user_name"))
  private Set<AttributeValue> attributes = new HashSet<>();

  /**
   * One value of an attribute.
   *
   * @param attribute name of the attribute
   * @param value the value in text form
   */
  @Embeddable
  record AttributeValue(
      @Column(nullable = false) String attribute, @Column(nullable = false) String value) {}

  /** For JPA. */
  @SuppressWarnings("NullAway")
  protected AppUser() {}

  /** A new user who may sign in, without roles. */
  AppUser(String name, String displayName, String passwordHash) {
    this.name = name;
    this.displayName = displayName;
    this.passwordHash = passwordHash;
    this.enabled = true;
  }

  void call(String newDisplayName) {
    this.displayName = newDisplayName;
  }

  /** Gives a new password and ends the sessions that the old one opened. */
  void givePassword(String newHash) {
    this.passwordHash = newHash;
    this.sessionEpoch++;
  }

  void enable(boolean mayEnter) {
    this.enabled = mayEnter;
  }

  void grant(Set<String> newRoles) {
    roles.retainAll(newRoles);
    roles.addAll(newRoles);
  }

  void describe(Map<String, List<String>> values) {
    Set<AttributeValue> wanted = new HashSet<>();
    values.forEach((name, list) -> list.forEach(v -> wanted.add(new AttributeValue(name, v))));
    attributes.retainAll(wanted);
    attributes.addAll(wanted);
  }

  long version() {
    return version;
  }

  UserView view() {
    Map<String, List<String>> values = new TreeMap<>();
    for (AttributeValue each : attributes) {
      values.computeIfAbsent(each.attribute(), any -> new ArrayList<>()).add(each.value());
    }
    values.values().forEach(list -> list.sort(null));
    return new UserView(name, displayName, new TreeSet<>(roles), values, enabled, version);
  }
}
