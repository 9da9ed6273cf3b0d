package io.xianda.eval.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commit that is checked out, read from git's files: there need not be a git. */
public final class GitCommit {

  /** What stands where no commit can be read. */
  public static final String UNKNOWN = "unknown";

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");

  private GitCommit() {}

  /** The commit of the working tree with this root, or {@link #UNKNOWN}. */
  public static String of(Path root) {
    try {
      Path git = directory(root.resolve(".git"));
      return commit(git, Files.readString(git.resolve("HEAD")).strip()).orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** In a further working tree, a file says where the directory is. */
  private static Path directory(Path git) throws IOException {
    return Files.isRegularFile(git)
        ? git.resolveSibling(after(Files.readString(git).strip(), "gitdir: "))
        : git;
  }

  private static Optional<String> commit(Path git, String head) throws IOException {
    if (HASH.matcher(head).matches()) {
      return Optional.of(head);
    }
    String branch = after(head, "ref: ");
    Path pointer = git.resolve("commondir");
    Path common = Files.exists(pointer) ? git.resolve(Files.readString(pointer).strip()) : git;
    for (Path place : new Path[] {git, common}) {
      if (Files.isRegularFile(place.resolve(branch))) {
        return hash(Files.readString(place.resolve(branch)).strip());
      }
    }
    Path packed = common.resolve("packed-refs");
    if (!Files.exists(packed)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(packed)) {
      return lines
          .filter(line -> line.endsWith(" " + branch))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .findFirst()
          .flatMap(GitCommit::hash);
    }
  }

  private static Optional<String> hash(String text) {
    return Optional.of(text).filter(t -> HASH.matcher(t).matches());
  }

  private static String after(String text, String prefix) throws IOException {
    if (!text.startsWith(prefix)) {
      throw new IOException("not what git writes");
    }
    return text.substring(prefix.length());
  }
}
