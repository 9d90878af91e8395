package dev.holdfast.kernel.app;

/**
 * A thing of a package that has a label.
 *
 * @param path where in the document it is
 * @param fallback what it is called when the package does not say
 */
public record Subject(String path, String fallback) {

  /** The application. */
  public static Subject application(String name) {
    return new Subject("", words(name));
  }

  /** A case type. */
  public static Subject caseType(String type) {
    return new Subject(of(type), words(type));
  }

  /** A built-in field, the same for all case types. */
  public static Subject builtIn(String field) {
    return new Subject("built-in." + field, words(field));
  }

  /** A field that a case type declares. */
  public static Subject field(String type, String field) {
    return new Subject(of(type) + ".fields." + field, words(field));
  }

  /** A field of the records of a list. */
  public static Subject recordField(String type, String list, String field) {
    return new Subject(field(type, list).path() + ".fields." + field, words(field));
  }

  /** A stage of a case type. */
  public static Subject stage(String type, String stage) {
    return new Subject(of(type) + ".stages." + stage, words(stage));
  }

  /** A worklist. */
  public static Subject worklist(String worklist) {
    return new Subject("worklists." + worklist, words(worklist));
  }

  /** An action of a case type. */
  public static Subject action(String type, String action) {
    return new Subject(of(type) + ".actions." + action, words(action));
  }

  /** A choice of this field. It may be any text, so without a label it is what it is. */
  public Subject choice(String choice) {
    return new Subject(path + ".of." + choice, choice);
  }

  /** A group of a form of a case type, from 0; without a label it is not called anything. */
  public static Subject group(String type, String form, int index) {
    return new Subject(of(type) + ".forms." + form + '.' + (index + 1), "");
  }

  private static String of(String type) {
    return "cases." + type;
  }

  /** A name as words: {@code on-site} is {@code On site}. */
  private static String words(String name) {
    String words = name.replace('-', ' ').replace('_', ' ').strip();
    return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
