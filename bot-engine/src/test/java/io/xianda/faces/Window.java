package io.xianda.faces;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** One window of a browser, and what somebody does and sees in it. */
final class Window implements AutoCloseable {

  /** How long somebody waits for anything, in milliseconds. */
  private static final double PATIENCE = 60_000;

  /** What was to be seen when something was not. */
  private static final AtomicInteger FAILED = new AtomicInteger();

  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  /** A refusal that a page shows is also told by the browser; that is no fault of the page. */
  private static final Pattern EXPECTED =
      Pattern.compile("Failed to load resource|WebSocket connection to|ERR_INTERNET_DISCONNECTED");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Window(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(PATIENCE);
    this.page = context.newPage();
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onConsoleMessage(message -> {
      if ("error".equals(message.type()) && !EXPECTED.matcher(message.text()).find()) {
        complaints.add(message.text());
      }
    });
  }

  Page page() {
    return page;
  }

  Window goesTo(String path) {
    page.navigate(path);
    return this;
  }

  /** Where it is, without the host. */
  String path() {
    return java.net.URI.create(page.url()).getPath();
  }

  Window reloads() {
    page.reload();
    return this;
  }

  /** What stands there for everybody to see, in part or whole. */
  Window sees(String words) {
    try {
      assertThat(page.getByText(words).last())
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    } catch (AssertionError e) {
      isPictured("failed-" + FAILED.incrementAndGet());
      throw e;
    }
    return this;
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).last();
  }

  Window taps(String name) {
    button(name).click();
    return this;
  }

  Locator field(String label) {
    return page.getByLabel(label).last();
  }

  Window fills(String label, String text) {
    field(label).fill(text);
    return this;
  }

  Window presses(String key) {
    page.keyboard().press(key);
    return this;
  }

  Window losesTheNetwork() {
    context.setOffline(true);
    return this;
  }

  Window findsTheNetwork() {
    context.setOffline(false);
    return this;
  }

  /** Puts something where the pages keep what they remember, before any page is opened. */
  Window remembers(String key, String json) {
    context.addInitScript(
        "localStorage.setItem("
            + tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(key)
            + ", "
            + tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(json)
            + ")");
    return this;
  }

  /** A picture of what is to be seen now. */
  Window isPictured(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    return this;
  }

  /** Nothing keeps anybody out, as far as axe can tell: no serious or critical finding. */
  Window isOpenToEverybody() {
    List<String> serious =
        new AxeBuilder(page)
                .withTags(
                    List.of(
                        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations()
                .stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(Window::inWords)
                .toList();
    Assertions.assertThat(serious).as(page.url()).isEmpty();
    return this;
  }

  private static String inWords(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream()
            .limit(3)
            .map(node -> node.getTarget() + " " + node.getHtml())
            .toList();
  }

  /** Nothing has to be pushed sideways. */
  Window fitsItsWidth() {
    Object tooWide =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    Assertions.assertThat(((Number) tooWide).intValue())
        .as("pixels too wide")
        .isLessThanOrEqualTo(0);
    return this;
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    context.close();
  }
}
