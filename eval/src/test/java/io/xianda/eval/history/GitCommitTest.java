package io.xianda.eval.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommitTest {

  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path root;

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content + "\n");
  }

  @Test
  void aBranchNamesItsCommit() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main");
    write(".git/refs/heads/main", HASH);

    assertThat(GitCommit.of(root)).isEqualTo(HASH);
  }

  @Test
  void aPackedBranchDoesToo() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main");
    write(".git/packed-refs", "# pack-refs with: peeled\n" + HASH + " refs/heads/main");

    assertThat(GitCommit.of(root)).isEqualTo(HASH);
  }

  @Test
  void aCommitMayBeCheckedOutItself() throws IOException {
    write(".git/HEAD", HASH);

    assertThat(GitCommit.of(root)).isEqualTo(HASH);
  }

  @Test
  void aFurtherWorkingTreeFindsItsBranchInTheFirst() throws IOException {
    write("tree/.git", "gitdir: " + root.resolve("first/.git/worktrees/tree"));
    write("first/.git/worktrees/tree/HEAD", "ref: refs/heads/other");
    write("first/.git/worktrees/tree/commondir", "../..");
    write("first/.git/refs/heads/other", HASH);

    assertThat(GitCommit.of(root.resolve("tree"))).isEqualTo(HASH);
  }

  @Test
  void withoutGitItIsUnknown() throws IOException {
    assertThat(GitCommit.of(root)).isEqualTo(GitCommit.UNKNOWN);
    write(".git/HEAD", "what is this");
    assertThat(GitCommit.of(root)).isEqualTo(GitCommit.UNKNOWN);
    write(".git/HEAD", "ref: refs/heads/unborn");
    assertThat(GitCommit.of(root)).isEqualTo(GitCommit.UNKNOWN);
  }
}
