package io.xianda.faces;

import io.xianda.ChildService;
import io.xianda.channel.Xianda;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The service behind the pages: a process of its own, since one of the tests kills it, and since in
 * the one that other tests share there are always people in the queue. Started by the first test
 * that asks, ended with the JVM.
 */
final class FacesService {

  private static final Path DATA = directory();
  private static final int PORT = ChildService.freePort();
  private static ChildService now = ChildService.startAndWait(DATA, PORT, "--demo-wechat");

  private FacesService() {}

  static Xianda xianda() {
    return now.xianda();
  }

  /** As the out-of-memory killer does it. */
  static void isKilled() {
    now.kill();
  }

  static void startsAgain() {
    now = ChildService.startAndWait(DATA, PORT, "--demo-wechat");
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("xianda-faces-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
