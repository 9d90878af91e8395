package dev.holdfast.desktop.view;

import dev.holdfast.desktop.data.References;
import dev.holdfast.desktop.shell.ReferenceSearch;
import dev.holdfast.desktop.view.editor.EditorContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds what editors ask for.
 *
 * @param search where it is found
 */
record FoundByWorkplace(ReferenceSearch search) implements EditorContext.Rows {
  @Override
  public void search(
      EditorContext.Target target, String words, Consumer<List<References.Row>> found) {
    if (target.isCase()) {
      found.accept(search.cases(target.unit(), words));
    } else {
      search.rows(target.unit(), words, found);
    }
  }

  @Override
  public void find(
      EditorContext.Target target, String key, Consumer<Optional<References.Row>> found) {
    if (target.isCase()) {
      found.accept(search.theCase(key));
    } else {
      search.row(target.unit(), key, found);
    }
  }
}
