package io.xianda.faces;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.xianda.faces.Browser.Screen;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shopper with a phone. */
class ShopperBrowserTest extends Faces {

  @Test
  void isAnsweredAtOnce() {
    Window phone = chats(opens(Screen.PHONE), "林女士");

    says(phone, "几点能送到").sees("前送到").fitsItsWidth();
  }

  @Test
  void getsMoneyForSpoiledGoodsWithAPhoto() {
    theShopIsAsAtTheStart();
    Window phone = chats(opens(Screen.PHONE), "吴女士");

    says(phone, "草莓烂了两成").sees("照片");
    sendsPhoto(phone).sees("确认这样处理吗");
    says(phone, "对").sees("已受理");
  }

  @Test
  void losesNothingWithoutANetwork() {
    Window phone = chats(opens(Screen.PHONE), "游客");
    says(phone, "你好");
    phone.losesTheNetwork();

    says(phone, "运费多少");
    says(phone, "会员卡多少钱");
    phone.findsTheNetwork();

    phone.sees("9.9元");
    assertThat(timesSaid(phone, "运费多少")).isEqualTo(1);
    assertThat(timesSaid(phone, "会员卡多少钱")).isEqualTo(1);
    phone.reloads().sees("会员卡多少钱");
    assertThat(timesSaid(phone, "运费多少")).isEqualTo(1);
  }

  @Test
  void goesOnWhenTheServiceIsKilledAndStartedAgain() {
    Window phone = chats(opens(Screen.PHONE), "游客");
    says(phone, "会员卡多少钱").sees("9.9元");
    FacesService.isKilled();

    says(phone, "运费多少").sees("连接中断");
    FacesService.startsAgain();

    phone.sees("39元");
    assertThat(timesSaid(phone, "运费多少")).isEqualTo(1);
    assertThat(timesSaid(phone, "会员卡多少钱")).isEqualTo(1);
  }

  @Test
  void needsNoMouse() {
    Window desktop = opens(Screen.DESKTOP).goesTo("/");
    Locator guest =
        desktop.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("赵")).first();
    guest.focus();
    isIn(desktop.presses("Enter"));

    desktop.field("输入消息").focus();
    desktop.page().keyboard().type("几点能送到");
    desktop.presses("Enter").sees("哪一单");
    for (int i = 0; i < 60 && !isOnOrder(desktop); i++) {
      desktop.presses("Shift+Tab");
    }
    desktop.presses("Enter").sees("前送到");
  }

  private static boolean isOnOrder(Window window) {
    return (Boolean)
        window
            .page()
            .evaluate(
                "() => /XM\\d|尾号/.test((document.activeElement.getAttribute('aria-label') ?? '') + document.activeElement.textContent)"
                    + " && document.activeElement.tagName === 'BUTTON'");
  }

  @Test
  void readsEverythingOnTheSmallestPhone() {
    Window phone = chats(opens(Screen.SMALL_PHONE), "赵女士");

    says(phone, "几点能送到").sees("哪一单").fitsItsWidth();
  }

  @Test
  void findsTheChatOnThePageOfAnotherSite() {
    Window desktop = opens(Screen.DESKTOP).goesTo("/api");
    desktop.page().addScriptTag(new Page.AddScriptTagOptions().setUrl("/widget.js"));
    desktop.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("在线客服")).click();

    desktop.page().frameLocator("iframe").getByText("游客").first().waitFor();
  }

  private static long timesSaid(Window window, String text) {
    List<String> log = bubbles(window);
    return log.stream().flatMap(String::lines).filter(line -> line.strip().equals(text)).count();
  }
}
