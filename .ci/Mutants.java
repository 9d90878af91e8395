import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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

  private record Mutant(String name, Path file, String from, String to, String module, String tests) {}

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

  private static String judge(Path copy, Mutant mutant) throws Exception {
    Path file = copy.resolve(mutant.file());
    String sound = Files.readString(file);
    if (sound.indexOf(mutant.from()) < 0 || sound.indexOf(mutant.from()) != sound.lastIndexOf(mutant.from())) {
      return "NOT MADE: its text is not in the file just once";
    }
    Files.writeString(file, sound.replace(mutant.from(), mutant.to()));
    try {
      String output =
          run(
              copy, "mvn", "-B", "-ntp", "-q", "-Dquick", "-pl", mutant.module(), "-am", "test",
              "-Dtest=" + mutant.tests(), "-Dsurefire.failIfNoSpecifiedTests=false");
      TreeSet<String> failed = new TreeSet<>();
      Matcher matcher = FAILED.matcher(output);
      while (matcher.find()) {
        failed.add(matcher.group(1));
      }
      if (output.contains("COMPILATION ERROR")) {
        return "NOT MADE: it does not compile";
      }
      return output.contains("There are test failures") || output.contains("Failures:") ? "caught by " + String.join(", ", failed) : "ALIVE after " + mutant.tests();
    } finally {
      Files.writeString(file, sound);
    }
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

  private static String run(Path directory, String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }
}
