package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.UserAttribute;
import java.util.List;
import java.util.Map;

/** What case types, scopes and rules may name. */
record Vocabulary(
    Map<String, UserAttribute> attributes,
    List<String> roles,
    Map<String, OfflineTable> tables,
    List<String> cases,
    List<String> worklists) {}
