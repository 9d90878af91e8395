package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.policy.SyncPolicy.Said;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.PolicyTarget.Kind;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.sync.api.PolicyDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the policies that concern a user: everyone's, the applications', the roles'. */
@ApplicationScoped
public class PolicyDirectoryBean implements PolicyDirectory {

  @Override
  public SyncPolicy effective(User user, Collection<String> applications, Sql sql)
      throws SQLException {
    List<String> everyone = List.of(PolicyTarget.ALL.text());
    List<String> ofApplications = texts(Kind.APPLICATION, applications);
    List<String> ofRoles = texts(Kind.ROLE, user.roles());
    List<String> all = new ArrayList<>(everyone);
    all.addAll(ofApplications);
    all.addAll(ofRoles);
    List<Said> said =
        sql.list(
            "SELECT * FROM holdfast.sync_policy WHERE target = ANY (?)",
            row -> new Said(row.getString("target"), PolicyRows.values(row)),
            (Object) all.toArray(String[]::new));
    return SyncPolicy.of(List.of(of(said, everyone), of(said, ofApplications), of(said, ofRoles)));
  }

  private static List<String> texts(Kind kind, Collection<String> names) {
    return names.stream().map(name -> new PolicyTarget(kind, name).text()).toList();
  }

  private static List<Said> of(List<Said> said, List<String> targets) {
    return said.stream().filter(each -> targets.contains(each.target())).toList();
  }
}
