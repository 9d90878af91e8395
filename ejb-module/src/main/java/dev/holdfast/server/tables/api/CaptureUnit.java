package dev.holdfast.server.tables.api;

import dev.holdfast.kernel.app.ReceiveStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be captured: a relation with a filter, a key, a row and a scope. Offline tables, case
 * types and outcomes are all units.
 *
 * @param application application, first part of the buckets' names
 * @param name unit, second part of the buckets' names
 * @param place where it is in the package, for findings; empty if in none
 * @param relation schema-qualified relation as SQL writes it
 * @param filter conditions that a row has to meet, all of them
 * @param key key columns
 * @param row columns of the row in order
 * @param scope alternatives, at least one
 * @param strategy how changes are found
 * @param definition digest of what the package says of it
 */
public record CaptureUnit(
    String application,
    String name,
    String place,
    String relation,
    List<Condition> filter,
    List<String> key,
    List<String> row,
    List<Alternative> scope,
    ReceiveStrategy strategy,
    String definition) {
  /** The relation of all cases. */
  public static final String CASES = "holdfast.case_file";

  /**
   * A condition of the filter. Values come from our own code, never from users.
   *
   * @param column a column
   * @param equal the value that it has as text, null for any but null
   */
  public record Condition(String column, @Nullable String equal) {}

  /**
   * A conjunction of terms; each tuple of their values is a bucket. A row for which a value is null
   * is in none.
   *
   * @param terms the terms, none for everybody's
   */
  public record Alternative(List<Term> terms) {}

  /**
   * One value that is part of a bucket's name.
   *
   * @param path as the bucket's name writes it
   * @param hops references to follow, from the row on
   * @param value the value, of the last row
   * @param constant the only value that counts, null for any
   */
  public record Term(
      List<String> path, List<Hop> hops, Expression value, @Nullable String constant) {}

  /**
   * A reference to follow.
   *
   * @param from the referring value
   * @param relation the relation referred to
   * @param key its key column
   * @param filter conditions that the row referred to has to meet
   * @param ordered whether who writes the referring row and who writes the one referred to wait for
   *     each other before they write, and neither comes without the other's lock
   */
  public record Hop(
      Expression from, String relation, String key, List<Condition> filter, boolean ordered) {

    /** To a row of a table, which anybody may write at any time. */
    public Hop(Expression from, String relation, String key) {
      this(from, relation, key, List.of(), false);
    }

    /** To the parent of a case; whoever writes a case has locked its parent. */
    static Hop toParent(String application) {
      return new Hop(
          new Expression.Column("parent_id"),
          CASES,
          "id",
          List.of(new Condition("application", application)),
          true);
    }
  }
}
