package io.xianda;

import io.xianda.channel.Xianda;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code bin/xianda serve} in a JVM of its own. Closing it ends the JVM and the database on its
 * data directory, however the two were left behind.
 */
public final class ChildService implements AutoCloseable {

  private static final String READY = "Xianda is ready";
  private static final long START_S = 120;
  private static final long STOP_S = 60;

  private final Path dataDir;
  private final int port;
  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  private final Thread errorReader;
  private final CountDownLatch readyOrEnded = new CountDownLatch(1);
  private final Thread atTheLatest = new Thread(this::close, "child-service");
  private volatile boolean ready;

  private ChildService(Path dataDir, int port, String... more) throws IOException {
    this.dataDir = dataDir;
    this.port = port;
    var child = new ProcessBuilder(command(dataDir, port, more));
    child.environment().put("XIANDA_MERCHANT_TOKEN", "token-of-the-tests");
    // People are there at whatever hour the tests run.
    child.environment().put("XIANDA_DIALOGUE_PERSONSFROM", "00:00");
    child.environment().put("XIANDA_DIALOGUE_PERSONSUNTIL", "23:59:59.999999999");
    // Enough to tell that they are asked, and few enough to be quick.
    child.environment().put("XIANDA_CONSOLE_REPLAYQUESTIONS", "400");
    this.process = child.start();
    this.errorReader =
        Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(errors::add));
    Thread.ofVirtual().start(this::readOutput);
    Runtime.getRuntime().addShutdownHook(atTheLatest);
  }

  /** Starts it as {@code bin/xianda serve} does, and does not wait. */
  public static ChildService start(Path dataDir, int port, String... more) {
    try {
      return new ChildService(dataDir, port, more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and returns when it can be asked. */
  public static ChildService startAndWait(Path dataDir, int port, String... more) {
    ChildService service = start(dataDir, port, more);
    try {
      if (service.readyOrEnded.await(START_S, TimeUnit.SECONDS) && service.ready) {
        return service;
      }
      throw new AssertionError("the service did not start: " + service.errors + service.output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      if (!service.ready) {
        service.close();
      }
    }
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path dataDir, int port, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=logback-command.xml",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-XX:+UseZGC",
            "-Xmx1g",
            // Not in the launcher: it lives for seconds only.
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.xianda.Serve",
            "--data-dir",
            dataDir.toString(),
            "--port",
            String.valueOf(port)));
    command.addAll(List.of(more));
    return command;
  }

  private void readOutput() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        if (line.startsWith(READY)) {
          ready = true;
          readyOrEnded.countDown();
        }
      }
    } catch (IOException e) {
      // The process has ended.
    } finally {
      readyOrEnded.countDown();
    }
  }

  public Xianda xianda() {
    return Xianda.onPort(port);
  }

  /** As the out-of-memory killer does it; the database stays. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** As systemd does it. */
  int stop() {
    process.destroy();
    return exitCode();
  }

  int exitCode() {
    try {
      if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
        throw new AssertionError("the service does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it has written to stderr until it ended. */
  List<String> errorLines() {
    exitCode();
    try {
      errorReader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(errors);
  }

  /** What it has written to stdout until now. */
  List<String> outputLines() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  boolean wasReady() {
    return ready;
  }

  /** The processes whose program lies in the data directory: the database. */
  List<ProcessHandle> database() {
    Path root = real(dataDir);
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().filter(c -> Path.of(c).startsWith(root)).isPresent())
        .toList();
  }

  private static Path real(Path path) {
    try {
      return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atTheLatest);
    } catch (IllegalStateException e) {
      // The tests are being stopped, and this is the hook.
    }
    process.destroyForcibly();
    exitCode();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_S);
    for (var left = database(); !left.isEmpty(); left = database()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the database does not end: " + left);
      }
      left.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
