package io.xianda.faces;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.xianda.channel.HttpReply;
import io.xianda.faces.Browser.Screen;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every page of the faces in both themes, on one kind of screen: nothing serious is found by axe,
 * nothing has to be pushed sideways, and a picture of it lies in {@code target/screenshots}.
 */
abstract class EveryPage extends Faces {

  private static final List<String> PAGES =
      List.of(
          "/desk/conversations",
          "/desk/tickets",
          "/desk/wall",
          "/ops/knowledge",
          "/ops/knowledge/usage-thaw",
          "/ops/knowledge/new",
          "/ops/try",
          "/ops/gaps",
          "/ops/rules",
          "/ops/import",
          "/ops/reports",
          "/ops/evaluation",
          "/ops/risk",
          "/ops/settings/accounts",
          "/ops/settings/agents",
          "/ops/settings/replies",
          "/ops/settings/limits",
          "/ops/settings/webhooks",
          "/ops/settings/audit");

  private final Screen screen;

  EveryPage(Screen screen) {
    this.screen = screen;
  }

  /** Somebody who may see all of it, for as long as the demo's tokens last. */
  private static String somebody() {
    HttpReply token =
        FacesService.xianda()
            .at("/api/v1/demo/staff")
            .posts(
                Map.of(
                    "name",
                    "browser",
                    "roles",
                    List.of("agent", "supervisor", "operator", "reviewer", "admin")))
            .isOk();
    return """
    {"token": "%s", "expiresAt": "2099-01-01T00:00:00Z", "name": "browser", "displayName": "店长",
     "roles": ["agent", "supervisor", "operator", "reviewer", "admin"], "newPasswordDue": false}\
    """
        .formatted(token.json().path("token").asString());
  }

  /** In the light first, then in the dark, as when the sun sets. */
  private void isLookedAt(Window window, String name) {
    window.page().waitForLoadState(LoadState.NETWORKIDLE);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      shows(window.page(), scheme);
      window
          .isPictured(name + "-" + (screen + "-" + scheme).toLowerCase(Locale.ROOT))
          .fitsItsWidth()
          .isOpenToEverybody();
    }
    shows(window.page(), ColorScheme.LIGHT);
  }

  /** The page hears of it a moment later, and its colours need another one to change. */
  private static void shows(Page page, ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.waitForFunction(
        "dark => document.documentElement.classList.contains('dark') === dark",
        scheme == ColorScheme.DARK);
    page.waitForFunction(
        "() => document.getAnimations().every(each => each.playState !== 'running'"
            + " || each.effect?.getTiming().iterations === Infinity)");
  }

  @Test
  void ofTheShoppers() {
    Window window = opens(screen);
    window.goesTo("/").sees("游客");
    isLookedAt(window, "chat-who");
    chats(window, screen.isPhone() ? "王女士" : "韩女士");
    says(window, "运费多少").sees("39元");
    isLookedAt(window, "chat");
  }

  @Test
  void ofThePhoneThatPlaysWeChat() {
    Window window = showsOnThePhone(opens(screen).goesTo("/demo/wechat"), "鲜果小铺公众号");
    isLookedAt(window, "wechat-chats");
    showsOnThePhone(window.taps("鲜果小铺公众号").taps("关注"), "感谢关注");
    showsOnThePhone(writesInWeChat(window, "运费多少"), "39元");
    isLookedAt(window, "wechat-chat");
    if (screen.isPhone()) {
      window.taps("打开控制面板");
      isLookedAt(window, "wechat-panel");
    }
  }

  @Test
  void ofTheStaff() {
    isLookedAt(opens(screen).goesTo("/desk/").sees("登录"), "entrance");

    Window window = opens(screen).remembers("xianda.staff", somebody());
    for (String path : PAGES) {
      window.goesTo(path);
      isLookedAt(window, path.substring(1).replace('/', '-'));
    }
  }
}
