package io.xianda.faces;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A headless Chromium, started by the first test that asks and ended with the JVM; each window is a
 * browser of its own as far as the pages can tell. For one thread.
 */
final class Browser implements AutoCloseable {

  private static final Optional<Path> CHROMIUM =
      Stream.of(
              System.getenv("XIANDA_CHROMIUM"),
              "/usr/bin/chromium",
              "/usr/bin/chromium-browser",
              "/usr/bin/google-chrome",
              "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
          .filter(Objects::nonNull)
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<Window> open = new ArrayList<>();

  private Browser() {
    // The browser is the machine's own: none is downloaded.
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM.orElseThrow())
                    .setArgs(
                        List.of(
                            // As root Chromium has no sandbox; the pages are our own.
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
  }

  static boolean isInstalled() {
    return CHROMIUM.isPresent();
  }

  static Browser start() {
    return new Browser();
  }

  /** How large a window is. */
  enum Screen {
    PHONE(390, 844),
    SMALL_PHONE(320, 640),
    DESKTOP(1440, 900);

    final int width;
    final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }

    boolean isPhone() {
      return this != DESKTOP;
    }
  }

  /** A new window, in which nobody is known yet. */
  Window opens(Screen screen, ColorScheme scheme, URI service) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(service.toString())
                .setViewportSize(screen.width, screen.height)
                .setHasTouch(screen.isPhone())
                .setIsMobile(screen.isPhone())
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai"));
    var window = new Window(context);
    open.add(window);
    return window;
  }

  /** Ends the windows of a test, and tells what they complained about. */
  List<String> closeWindows() {
    List<String> complaints =
        open.stream().flatMap(window -> window.complaints().stream()).toList();
    open.forEach(Window::close);
    open.clear();
    return complaints;
  }

  @Override
  public void close() {
    open.forEach(Window::close);
    chromium.close();
    playwright.close();
  }
}
