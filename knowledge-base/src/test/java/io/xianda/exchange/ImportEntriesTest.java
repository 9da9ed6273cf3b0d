package io.xianda.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.curating.Action;
import io.xianda.curating.Change;
import io.xianda.curating.CuratingSettings;
import io.xianda.curating.DraftContent;
import io.xianda.curating.FindingCode;
import io.xianda.curating.Item;
import io.xianda.curating.Items;
import io.xianda.curating.LifeState;
import io.xianda.curating.Operator;
import io.xianda.curating.Outcome;
import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files do to a real base. */
class ImportEntriesTest {

  private static final Operator LI = new Operator("li");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static ExchangeDatabase database;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    database = new ExchangeDatabase();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void nothing() {
    database.empty();
  }

  private Rows csv(String... lines) throws IOException {
    Path file = directory.resolve("entries.csv");
    Files.writeString(file, String.join("\r\n", lines));
    return new ReadRows(SHANGHAI).read(file, FileFormat.CSV);
  }

  private static ImportOutcome imports(Rows rows) {
    return database.imports().run(UUID.randomUUID(), LI, rows, false);
  }

  private static Report done(ImportOutcome outcome) {
    assertThat(outcome).isInstanceOf(ImportOutcome.Done.class);
    return ((ImportOutcome.Done) outcome).report();
  }

  private static Report refused(ImportOutcome outcome) {
    assertThat(outcome).isInstanceOf(ImportOutcome.Refused.class);
    return ((ImportOutcome.Refused) outcome).report();
  }

  private static Item item(String id) {
    return database.get(Items.class).find(new EntryId(id)).orElseThrow();
  }

  private static DraftContent content(String id) {
    Item item = item(id);
    return database
        .get(Items.class)
        .version(item.id(), item.workingVersion())
        .orElseThrow()
        .content();
  }

  @Test
  void aPublishedRowIsToldAndADraftIsNot() throws IOException {
    Report report = done(imports(csv("编号,问题,答案,状态", "fee,运费多少,五元,已发布", "invoice,怎么开票,在订单页,草稿")));

    assertThat(report.created()).isEqualTo(2);
    assertThat(report.published()).isEqualTo(1);
    assertThat(database.get(Entries.class).published().entries())
        .extracting(Entry::question)
        .containsExactly("运费多少");
    assertThat(item("fee").state()).isEqualTo(LifeState.PUBLISHED);
    assertThat(item("invoice").state()).isEqualTo(LifeState.DRAFT);
  }

  @Test
  void theSameFileTwiceChangesNothing() throws IOException {
    Rows rows = csv("编号,问题,答案,状态", "fee,运费多少,五元,已发布", ",没有编号的问题,在订单页,草稿");
    done(imports(rows));
    int audit = database.rows("kb_audit");
    var generation = database.get(Entries.class).generation();

    Report again = done(imports(rows));

    assertThat(again.unchanged()).isEqualTo(2);
    assertThat(database.rows("kb_audit")).isEqualTo(audit);
    assertThat(database.get(Entries.class).generation()).isEqualTo(generation);
  }

  @Test
  void columnsThatTheFileDoesNotHaveStay() throws IOException {
    done(imports(csv("编号,问题,相似问法,答案,标签,状态", "fee,运费多少,\"运费\n配送费\",五元,配送,已发布")));
    Report report = done(imports(csv("答案,编号,状态", "六元,fee,已发布")));

    assertThat(report.changed()).isEqualTo(1);
    assertThat(content("fee").similar()).containsExactly("运费", "配送费");
    assertThat(content("fee").tags()).containsExactly("配送");
    assertThat(content("fee").answer()).isEqualTo("六元");
    assertThat(item("fee").publishedVersion()).isEqualTo(2);
  }

  @Test
  void anImportedItemLivesOnInCurating() throws IOException {
    done(imports(csv("编号,问题,答案,状态", "fee,运费多少,五元,已发布")));
    Outcome edited =
        database
            .curating()
            .act(
                new Change(
                    UUID.randomUUID(),
                    LI,
                    new EntryId("fee"),
                    item("fee").lock(),
                    new Action.Edit(DraftContent.of("运费多少", "七元"), "")));
    assertThat(edited).isInstanceOf(Outcome.Done.class);
    Outcome told =
        database
            .curating()
            .act(
                new Change(
                    UUID.randomUUID(),
                    LI,
                    new EntryId("fee"),
                    item("fee").lock(),
                    new Action.PublishDirectly(Set.of(FindingCode.NO_OWNER))));
    assertThat(told).isInstanceOf(Outcome.Done.class);
    assertThat(database.get(Entries.class).published().entries())
        .extracting(Entry::answer)
        .containsExactly("七元");
  }

  @Test
  void oneBadRowKeepsAllOut() throws IOException {
    Report report =
        refused(imports(csv("编号,问题,答案,状态,意图", "a,甲,一,已发布,", "b,乙,,已发布,nonsense", "c?,丙,三,草稿,")));

    assertThat(report.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "第 3 行 答案: 答案还没有填写",
            "第 3 行 意图: 没有这个意图：nonsense",
            "第 4 行 编号: 编号只能用 1 到 100 个字母、数字、点、短横线和下划线：c?");
    assertThat(database.rows("kb_item")).isZero();
  }

  @Test
  void everyProblemIsToldAndAfterAThousandTheirNumber() throws IOException {
    String[] lines = new String[1502];
    lines[0] = "编号,问题,答案,状态";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = "id" + i + ",问题" + i + ",,已发布";
    }
    Report report = refused(imports(csv(lines)));

    assertThat(report.problems()).hasSize(1000);
    assertThat(report.moreProblems()).isEqualTo(501);
  }

  @Test
  void oneQuestionInTwoRowsIsNotAnsweredTwice() throws IOException {
    Report report = refused(imports(csv("编号,问题,答案,状态", "a,运费多少,五元,已发布", "b,运费多少？,六元,已发布")));

    assertThat(report.problems())
        .extracting(Problem::toString)
        .containsExactly("第 2 行 问题: 条目 b 已用别的答案回答同一个问题：运费多少", "第 3 行 问题: 条目 a 已用别的答案回答同一个问题：运费多少？");
  }

  @Test
  void aQuestionOfTheBaseIsNotAnsweredOtherwiseUnlessItIsReplaced() throws IOException {
    done(imports(csv("编号,问题,答案,状态", "a,运费多少,五元,已发布")));

    Report report = refused(imports(csv("编号,问题,答案,状态", "b,运费多少,六元,已发布")));
    assertThat(report.problems()).hasSize(1);

    done(imports(csv("编号,问题,答案,状态", "a,包邮吗,满39元,已发布", "b,运费多少,六元,已发布")));
  }

  @Test
  void aRequestHasItsEffectOnce() throws IOException {
    UUID request = UUID.randomUUID();
    Rows rows = csv("编号,问题,答案,状态", "a,运费多少,五元,已发布");
    done(database.imports().run(request, LI, rows, false));
    done(imports(csv("编号,问题,答案,状态", "a,运费多少,六元,已发布")));

    assertThat(database.imports().run(request, LI, rows, false))
        .isInstanceOf(ImportOutcome.Repeated.class);
    assertThat(content("a").answer()).isEqualTo("六元");
    assertThat(database.imports().run(request, LI, csv("编号", "a"), false))
        .isInstanceOf(ImportOutcome.RequestReused.class);
  }

  @Test
  void whereAReviewIsNeededNothingIsPublishedByAFile() throws IOException {
    Report report =
        database
            .dryRun(ExchangeDatabase.NONE, new CuratingSettings(true))
            .run(csv("编号,问题,答案,状态", "a,运费多少,五元,已发布"), false);

    assertThat(report.problems())
        .extracting(Problem::toString)
        .containsExactly("第 2 行 状态: 本店要求审核，不能直接发布，请写“草稿”");
  }

  @Test
  void theFlagPublishesRowsThatNameNoState() throws IOException {
    Rows rows = csv("编号,问题,答案", "a,运费多少,五元");
    done(imports(rows));
    assertThat(item("a").state()).isEqualTo(LifeState.DRAFT);

    done(database.imports().run(UUID.randomUUID(), LI, rows, true));
    assertThat(item("a").state()).isEqualTo(LifeState.PUBLISHED);
    assertThat(item("a").lastVersion()).isEqualTo(1);
  }

  @Test
  void anUnknownColumnAndARepeatedIdAreProblems() throws IOException {
    Report report = refused(imports(csv("编号,问题,回答", "a,甲,一", "a,乙,二")));

    assertThat(report.problems())
        .extracting(Problem::toString)
        .containsExactly("第 1 行: 没有这一列：回答", "第 3 行 编号: 与第 2 行的编号相同：a");
  }
}
