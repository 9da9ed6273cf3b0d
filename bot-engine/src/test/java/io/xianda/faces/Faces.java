package io.xianda.faces;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.xianda.faces.Browser.Screen;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * What people do at the three faces, in a few words. After each test no page may have complained:
 * an uncaught error, a word that is missing, a thing that the content policy forbids.
 */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Faces {

  /** Known to everybody, see demo-staff.yml. */
  private static final String PASSWORD = "xianda-demo-2026";

  private Browser browser;

  @BeforeAll
  void startBrowser() {
    browser = Browser.start();
  }

  @AfterAll
  void endBrowser() {
    browser.close();
  }

  @AfterEach
  void noPageHasComplained() {
    Assertions.assertThat(browser.closeWindows()).isEmpty();
  }

  Window opens(Screen screen, ColorScheme scheme) {
    return browser.opens(screen, scheme, FacesService.xianda().address());
  }

  Window opens(Screen screen) {
    return opens(screen, ColorScheme.LIGHT);
  }

  /** The demo shop as it was at the start. */
  static void theShopIsAsAtTheStart() {
    FacesService.xianda().at("/api/v1/demo/reset").posts(Map.of());
  }

  /** A shopper of the demo opens the chat, by the name that the list shows. */
  static Window chats(Window window, String name) {
    window.goesTo("/");
    window
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
        .first()
        .click();
    return isIn(window);
  }

  /** Somebody was picked: the list has gone, and what is written now is this shopper's. */
  static Window isIn(Window window) {
    window.sees("智能客服在线");
    window
        .page()
        .locator("dialog[open]")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    return window;
  }

  static Window says(Window window, String text) {
    window.fills("输入消息", text);
    window.taps("发送");
    return window.sees(text);
  }

  /** A picture is chosen and sent. */
  static Window sendsPhoto(Window window) {
    window
        .page()
        .locator("input[type=file]")
        .first()
        .setInputFiles(new FilePayload("fruit.jpg", "image/jpeg", picture()));
    window
        .page()
        .getByAltText("待发送的照片 1")
        .or(window.page().getByLabel("待发送的照片 1"))
        .first()
        .waitFor();
    return window.taps("发送");
  }

  /** Somebody of the demo's staff logs in. */
  static Window logsIn(Window window, String path, String name) {
    window.goesTo(path);
    window.fills("账号", name).fills("密码", PASSWORD);
    window
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录").setExact(true))
        .click();
    return window;
  }

  /** Something red on green, as from a phone: larger than what is sent. */
  static byte[] picture() {
    var image = new BufferedImage(2400, 1800, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(60, 120, 70));
    pen.fillRect(0, 0, 2400, 1800);
    for (int i = 0; i < 60; i++) {
      pen.setColor(new Color(190 + i % 60, 20 + i, 40));
      pen.fillOval((i * 397) % 2200, (i * 211) % 1600, 220, 240);
    }
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What is to be seen on the phone that plays WeChat; beside it stand the raw messages too. */
  static Window showsOnThePhone(Window window, String words) {
    window.page().getByRole(AriaRole.MAIN).getByText(words).last().waitFor();
    return window;
  }

  /** Writes on it. */
  static Window writesInWeChat(Window window, String text) {
    window.fills("发消息", text).taps("发送");
    return showsOnThePhone(window, text);
  }

  /** What stands in the chat, message by message, of those who wrote. */
  static List<String> bubbles(Window window) {
    return window.page().getByRole(AriaRole.LOG).allInnerTexts();
  }
}
