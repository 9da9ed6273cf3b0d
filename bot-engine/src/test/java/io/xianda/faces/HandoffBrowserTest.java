package io.xianda.faces;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.xianda.faces.Browser.Screen;
import org.junit.jupiter.api.Test;

/** A shopper who wants a person, and the people. */
class HandoffBrowserTest extends Faces {

  private static final String REPLY = "回复顾客";

  private Window comesToWork(Screen screen, String name) {
    Window desk = logsIn(opens(screen), "/desk/", name);
    desk.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("接待状态：")).click();
    desk.page()
        .getByRole(AriaRole.MENUITEM)
        .filter(new Locator.FilterOptions().setHasText("接收新会话").setHasNotText("不接收"))
        .click();
    desk.button("接待状态：在线").waitFor();
    return desk;
  }

  private static void goesHome(Window desk) {
    desk.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("接待状态：")).click();
    desk.page()
        .getByRole(AriaRole.MENUITEM)
        .filter(new Locator.FilterOptions().setHasText("不接收新会话"))
        .click();
    desk.button("接待状态：离线").waitFor();
  }

  private static Window replies(Window desk, String text) {
    desk.fills(REPLY, text);
    desk.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("发送").setExact(true))
        .click();
    return desk.sees(text);
  }

  @Test
  void isTakenAnsweredTransferredClosedAndRated() {
    theShopIsAsAtTheStart();
    Window phone = chats(opens(Screen.PHONE), "胡先生");
    says(phone, "杨梅烂了一半").sees("照片");
    says(phone, "杨梅的事我要找人工").sees("排队");
    Window li = comesToWork(Screen.DESKTOP, "a-feng");

    li.sees("时效剩").taps("接受").sees("交接摘要");
    replies(li, "您好，我是小冯，我看一下");
    phone.sees("您好，我是小冯，我看一下").sees("正在为您服务");
    says(phone, "谢谢");
    li.sees("谢谢");

    Window chen = comesToWork(Screen.DESKTOP, "a-chen");
    li.taps("转接");
    li.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("陈组长")).check();
    li.fills("转接说明", "请您接着看").taps("发起转接");
    chen.taps("接受").sees("请您接着看");
    replies(chen, "我是陈组长，马上给您处理");
    phone.sees("我是陈组长，马上给您处理");

    chen.taps("结束").fills("问题分类", "坏果变质");
    chen.page()
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("结束会话"))
        .click();
    phone.sees("本次会话已结束").sees("请评价本次服务");
    phone
        .page()
        .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("5 星"))
        .first()
        .check();
    phone.taps("提交评价").sees("感谢您的评价");
    goesHome(li);
    goesHome(chen);
  }

  @Test
  void isServedOnAPhone() {
    Window phone = chats(opens(Screen.PHONE), "马先生");
    says(phone, "转人工").sees("排队");
    Window desk = comesToWork(Screen.PHONE, "a-wu");

    desk.taps("接受");
    replies(desk, "您好，请讲").fitsItsWidth();
    phone.sees("您好，请讲");
    desk.taps("结束").fills("问题分类", "其他咨询");
    desk.page()
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("结束会话"))
        .click();
    phone.sees("本次会话已结束");
    desk.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("返回列表")).click();
    goesHome(desk);
  }

  /** On the phone of the demo: WeChat's double takes it there and back. */
  @Test
  void isServedInWeChat() {
    Window phone = opens(Screen.PHONE).goesTo("/demo/wechat").taps("小程序客服");
    showsOnThePhone(phone.fills("订单号", "X20261123").taps("从订单进入"), "X20261123 过来的");
    showsOnThePhone(writesInWeChat(phone, "运费多少"), "39元");
    showsOnThePhone(writesInWeChat(phone, "转人工"), "已经为您转给");
    Window desk = comesToWork(Screen.DESKTOP, "a-li");

    desk.taps("接受");
    replies(desk, "您好，我在微信里看到您了");
    showsOnThePhone(phone, "您好，我在微信里看到您了").fitsItsWidth().isPictured("wechat-served");
    desk.taps("结束").fills("问题分类", "其他咨询");
    desk.page()
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("结束会话"))
        .click();
    goesHome(desk);
  }

  @Test
  void isRefusedToWhomHasNoBusinessThere() {
    Window operator = logsIn(opens(Screen.DESKTOP), "/desk/", "o-lin");

    operator.sees("没有查看此页面的权限");
  }

  @Test
  void needsThePassword() {
    Window nobody = opens(Screen.DESKTOP).goesTo("/desk/");
    nobody.fills("账号", "a-li").fills("密码", "guessed-wrongly").taps("登录");

    nobody.sees("账号或密码");
  }
}
