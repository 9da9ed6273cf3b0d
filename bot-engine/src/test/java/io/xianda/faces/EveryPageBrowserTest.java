package io.xianda.faces;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.xianda.channel.HttpReply;
import io.xianda.faces.Browser.Screen;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page of the faces in both themes, on a phone and on a desk: nothing serious is found by
 * axe, nothing has to be pushed sideways, and a picture of it lies in {@code target/screenshots}.
 */
class EveryPageBrowserTest extends Faces {

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
          "/ops/settings/audit");

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
  private static void isLookedAt(Window window, String name, Screen screen) {
    window.page().waitForLoadState(LoadState.NETWORKIDLE);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      window.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      window
          .isPictured(name + "-" + (screen + "-" + scheme).toLowerCase(Locale.ROOT))
          .fitsItsWidth()
          .isOpenToEverybody();
    }
    window.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  @ParameterizedTest
  @EnumSource(names = {"DESKTOP", "PHONE"})
  void ofTheShoppers(Screen screen) {
    Window window = opens(screen);
    window.goesTo("/").sees("游客");
    isLookedAt(window, "chat-who", screen);
    chats(window, screen.isPhone() ? "王女士" : "韩女士");
    says(window, "运费多少").sees("39元");
    isLookedAt(window, "chat", screen);
  }

  @ParameterizedTest
  @EnumSource(names = {"DESKTOP", "PHONE"})
  void ofTheStaff(Screen screen) {
    isLookedAt(opens(screen).goesTo("/desk/").sees("登录"), "entrance", screen);

    Window window = opens(screen).remembers("xianda.staff", somebody());
    for (String path : PAGES) {
      window.goesTo(path);
      isLookedAt(window, path.substring(1).replace('/', '-'), screen);
    }
  }
}
