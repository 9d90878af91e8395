package dev.holdfast.desktop.view;

import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says until when something should be done, and until when it has to be. */
final class DueText {
  private DueText() {}

  static String of(CaseRow row, Texts texts, Times times) {
    List<String> parts = new ArrayList<>();
    Instant goal = row.view().due().goal();
    Instant deadline = row.view().due().deadline();
    if (goal != null) {
      parts.add(texts.get("case.goal", times.of(goal)));
    }
    if (deadline != null) {
      parts.add(texts.get("case.deadline", times.of(deadline)));
    }
    return String.join("  ·  ", parts);
  }
}
