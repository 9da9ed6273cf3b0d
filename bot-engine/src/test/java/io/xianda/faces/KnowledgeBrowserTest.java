package io.xianda.faces;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.xianda.faces.Browser.Screen;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Operators who curate what the bot may say. */
class KnowledgeBrowserTest extends Faces {

  private static final String QUESTION = "可以带宠物进门店自提吗";
  private static final String ANSWER = "抱歉，门店内不能带宠物，可以请店员把货送到门口。";

  private static Locator inDialog(Window window, String button) {
    return window
        .page()
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }

  @Test
  void anEntryIsWrittenReplayedPublishedAndTold() {
    Window lin = logsIn(opens(Screen.DESKTOP), "/ops/knowledge", "o-lin");
    lin.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("新建条目")).click();
    lin.fills("问题", QUESTION).fills("答案", ANSWER);
    Locator similar = lin.page().getByPlaceholder("再写一种问法，按回车添加");
    for (String words : new String[] {"能带狗去自提吗", "自提点能带猫吗", "宠物可以进店吗"}) {
      similar.fill(words);
      similar.press("Enter");
    }
    lin.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("意图")).fill("门店自提");
    lin.page()
        .getByRole(AriaRole.OPTION)
        .filter(new Locator.FilterOptions().setHasText("门店自提"))
        .first()
        .click();
    lin.taps("保存草稿").sees("第 1 版");
    lin.taps("提交审核");
    inDialog(lin, "提交").click();
    lin.sees("已提交审核");

    Window tang = logsIn(opens(Screen.DESKTOP), lin.path(), "o-tang");
    tang.sees("检查与发布").taps("运行回放").sees("赢得");
    for (Locator warning : tang.page().getByLabel("我已知悉").all()) {
      warning.check();
    }
    tang.taps("通过并发布").sees("已发布");

    Window phone = chats(opens(Screen.PHONE), "游客");
    says(phone, "能带宠物进门店自提吗").sees("可以请店员把货送到门口");
  }

  @Test
  void aFileWithErrorsIsTakenByNobody() {
    Window tang = logsIn(opens(Screen.DESKTOP), "/ops/import", "o-tang");
    String rows =
        """
        编号,问题,答案,意图,状态
        browser-1,新开的门店在哪里,我们在 {no.such.fact} 开了新店。,store.info,已发布
        browser-2,,没有问题的答案,no.such.intent,已发布
        """;
    tang.page()
        .locator("input[type=file]")
        .first()
        .setInputFiles(
            new FilePayload("errors.csv", "text/csv", rows.getBytes(StandardCharsets.UTF_8)));

    tang.sees("个问题，修改文件后再试").sees("本店要求审核");
  }

  @Test
  void aMessageIsTriedAndExplained() {
    Window lin = logsIn(opens(Screen.DESKTOP), "/ops/try", "o-lin");
    lin.fills("顾客的消息", "运费多少");
    lin.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("测试").setExact(true))
        .click();

    lin.sees("39元").sees("候选条目");
  }
}
