package dev.holdfast.server.workbasket.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A workbasket that has, or had, members. */
@Entity
@Table(name = "workbasket", schema = "holdfast")
public class StoredBasket {
  @Id private String name;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(nullable = false, columnDefinition = "text[]")
  private List<String> users;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(nullable = false, columnDefinition = "text[]")
  private List<String> roles;

  @Version
  @Column(nullable = false)
  private long version = 1;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected StoredBasket() {}

  /** A workbasket without members. */
  StoredBasket(String name) {
    this.name = name;
    this.users = List.of();
    this.roles = List.of();
  }

  /** These are its members, all of them. */
  void members(Collection<String> people, Collection<String> ofRoles) {
    users = List.copyOf(new TreeSet<>(people));
    roles = List.copyOf(new TreeSet<>(ofRoles));
  }

  Set<String> users() {
    return new TreeSet<>(users);
  }

  Set<String> roles() {
    return new TreeSet<>(roles);
  }

  long version() {
    return version;
  }
}
