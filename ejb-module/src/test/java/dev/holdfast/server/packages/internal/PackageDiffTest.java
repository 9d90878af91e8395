package dev.holdfast.server.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.packages.api.Packages.Difference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PackageDiffTest {

  @Test
  @DisplayName("The indexes of a table read as one value, before and after")
  void indexes() {
    String before = "tables: {airport: {key: [iata], indexes: [name]}}";
    String after = "tables: {airport: {key: [iata], indexes: [[state, city], name]}}";

    assertThat(PackageDiff.between(before, after))
        .containsExactly(
            new Difference("tables.airport.indexes", "[name]", "[[state, city], name]"));
    assertThat(PackageDiff.between("tables: {airport: {key: [iata]}}", after))
        .containsExactly(new Difference("tables.airport.indexes", null, "[[state, city], name]"));
  }
}
