import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Breaks the engine on purpose, one defect of mutants.txt at a time in a copy of the checkout, and
 * says which tests notice: {@code java .ci/Mutants.java [WORD...]}; with words only those defects
 * whose name has one of them. Ends with 1 if one lives.
 */
final class Mutants {
  private static final Pattern FAILED =
      Pattern.compile("^\\[ERROR\\] {3}(\\w+\\.\\w+)", Pattern.MULTILINE);

  /** Longer than any of the tests take; a defect that hangs them is noticed by that. */
  private static final int MINUTES = 15;

  private record Mutant(String name, Path file, String from, String to, String module, String tests) {}

  private record Run(int exit, String output) {
    boolean hung() {
      return exit == HUNG;
    }

    boolean failedTests() {
      return output.contains("There are test failures") || output.contains("Failures:");
    }
  }

  private static final int HUNG = -1;

  public static void main(String[] words) throws Exception {
    Path home = Path.of("").toAbsolutePath();
    Path copy = Files.createTempDirectory("holdfast-mutants");
    List<Mutant> all = new ArrayList<>(read(home.resolve(".ci/mutants.txt")));
    all.removeIf(
        mutant -> words.length > 0 && Stream.of(words).noneMatch(mutant.name()::contains));
    int alive = 0;
    try {
      run(home, "git", "archive", "--format=tar", "--output=" + copy.resolve("all.tar"), "HEAD");
      run(copy, "tar", "-xf", "all.tar");
      if (!isSound(copy, all)) {
        System.exit(1);
      }
      for (Mutant mutant : all) {
        String verdict = judge(copy, mutant);
        alive += verdict.startsWith("caught") ? 0 : 1;
        System.out.printf("%-80s %s%n", mutant.name(), verdict);
      }
    } finally {
      run(home, "rm", "-rf", copy.toString());
    }
    System.out.printf("%d of %d caught%n", all.size() - alive, all.size());
    System.exit(alive == 0 ? 0 : 1);
  }

  /** Without this every defect would seem to be noticed where the tests fail anyway. */
  private static boolean isSound(Path copy, List<Mutant> mutants) throws Exception {
    Map<String, TreeSet<String>> tests = new TreeMap<>();
    for (Mutant mutant : mutants) {
      tests.computeIfAbsent(mutant.module(), m -> new TreeSet<>()).addAll(List.of(mutant.tests().split(",")));
    }
    for (Map.Entry<String, TreeSet<String>> module : tests.entrySet()) {
      Run run = test(copy, module.getKey(), String.join(",", module.getValue()));
      if (run.exit() != 0) {
        System.out.println("The tests of " + module.getKey() + " fail without a defect:\n" + run.output());
        return false;
      }
    }
    return true;
  }

  private static String judge(Path copy, Mutant mutant) throws Exception {
    Path file = copy.resolve(mutant.file());
    String sound = Files.readString(file);
    if (sound.indexOf(mutant.from()) < 0 || sound.indexOf(mutant.from()) != sound.lastIndexOf(mutant.from())) {
      return "NOT MADE: its text is not in the file just once";
    }
    Files.writeString(file, sound.replace(mutant.from(), mutant.to()));
    try {
      Run run = test(copy, mutant.module(), mutant.tests());
      if (run.output().contains("COMPILATION ERROR")) {
        return "NOT MADE: it does not compile";
      }
      if (run.hung()) {
        return "caught: the tests hang";
      }
      TreeSet<String> failed = new TreeSet<>();
      Matcher matcher = FAILED.matcher(run.output());
      while (matcher.find()) {
        failed.add(matcher.group(1));
      }
      if (run.failedTests()) {
        return "caught by " + String.join(", ", failed);
      }
      return run.exit() == 0 ? "ALIVE after " + mutant.tests() : "NOT JUDGED: the build fails, not a test";
    } finally {
      Files.writeString(file, sound);
    }
  }

  private static Run test(Path copy, String module, String tests) throws Exception {
    return run(
        copy, "mvn", "-B", "-ntp", "-q", "-Dquick", "-pl", module, "-am", "test",
        "-Dtest=" + tests, "-Dsurefire.failIfNoSpecifiedTests=false");
  }

  private static List<Mutant> read(Path list) throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    String text = String.join("\n", Files.readAllLines(list).stream().filter(line -> !line.startsWith("#")).toList());
    for (String block : text.strip().split("\n\\s*\n")) {
      List<String> lines = Stream.of(block.strip().split("\n")).toList();
      String[] where = lines.get(4).split(" ");
      mutants.add(new Mutant(lines.get(0), Path.of(lines.get(1)), lines.get(2), lines.get(3), where[0], where[1]));
    }
    return mutants;
  }

  private static Run run(Path directory, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("holdfast-mutants", ".log");
    try {
      Process process =
          new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      return new Run(ended ? process.exitValue() : HUNG, Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
