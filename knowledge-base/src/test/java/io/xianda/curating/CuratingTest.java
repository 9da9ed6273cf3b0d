package io.xianda.curating;

import static io.xianda.curating.Operators.LI;
import static io.xianda.curating.Operators.SEEN;
import static io.xianda.curating.Operators.WANG;
import static io.xianda.curating.Operators.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** The life of items in a real PostgreSQL: who may do what, who is late, and what is told. */
class CuratingTest {

  private static final DraftContent INVOICE = DraftContent.of("怎么开发票？", "在订单页申请", "发票怎么弄");
  private static final DraftContent NEWER = DraftContent.of("怎么开发票？", "在订单页点申请", "发票怎么弄");

  private static CuratingDatabase database;
  private static Entries entries;
  private static Items items;
  private static AuditTrail audit;

  private Operators operators;
  private Operators alone;

  @BeforeAll
  static void start() throws IOException {
    database = new CuratingDatabase();
    entries = database.get(Entries.class);
    items = database.get(Items.class);
    audit = database.get(AuditTrail.class);
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void nothing() throws IOException {
    database.empty();
    operators = new Operators(database.curating(new CuratingSettings(true)));
    alone = new Operators(database.curating(new CuratingSettings(false)));
  }

  private static List<String> toldAnswers() {
    return entries.published().entries().stream().map(Entry::answer).toList();
  }

  private static Item now(Item item) {
    return items.find(item.id()).orElseThrow();
  }

  @Test
  void aDraftIsWrittenReviewedAndTold() {
    Item draft = operators.draft("invoice", INVOICE);
    assertThat(toldAnswers()).isEmpty();
    Item submitted = done(operators.does(LI, draft, new Action.Submit("请看")));
    Item published = done(operators.does(WANG, submitted, new Action.Approve(SEEN)));

    assertThat(published.state()).isEqualTo(LifeState.PUBLISHED);
    assertThat(published).isEqualTo(now(draft));
    assertThat(toldAnswers()).containsExactly("在订单页申请");
  }

  @Test
  void whatIsToldGoesOnBeingToldWhileANewerVersionIsWritten() {
    Item published = operators.published("invoice", INVOICE);
    Item draft = operators.edited(published, NEWER);

    assertThat(draft.state()).isEqualTo(LifeState.DRAFT);
    assertThat(draft.publishedVersion()).isEqualTo(1);
    assertThat(draft.workingVersion()).isEqualTo(2);
    assertThat(toldAnswers()).containsExactly("在订单页申请");

    Item submitted = done(operators.does(LI, draft, new Action.Submit("")));
    done(operators.does(WANG, submitted, new Action.Approve(SEEN)));
    assertThat(toldAnswers()).containsExactly("在订单页点申请");
  }

  @Test
  void nobodyReviewsHisOwnWork() {
    Item submitted =
        done(operators.does(LI, operators.draft("invoice", INVOICE), new Action.Submit("")));

    assertThat(operators.does(LI, submitted, new Action.Approve(SEEN)))
        .isEqualTo(new Outcome.NotAllowed(submitted, Outcome.Reason.OWN_WORK));
  }

  @Test
  void whoHandedItInDoesNotReviewItEither() {
    Item submitted =
        done(operators.does(WANG, operators.draft("invoice", INVOICE), new Action.Submit("")));

    assertThat(operators.does(WANG, submitted, new Action.Approve(SEEN)))
        .isEqualTo(new Outcome.NotAllowed(submitted, Outcome.Reason.OWN_WORK));
  }

  @Test
  void publishingDirectlyIsForShopsWithoutReview() {
    Item draft = operators.draft("invoice", INVOICE);

    assertThat(operators.does(LI, draft, new Action.PublishDirectly(SEEN)))
        .isEqualTo(new Outcome.NotAllowed(draft, Outcome.Reason.REVIEW_NEEDED));
    done(alone.does(LI, draft, new Action.PublishDirectly(SEEN)));
    assertThat(toldAnswers()).containsExactly("在订单页申请");
  }

  @Test
  void whoRejectsSaysWhyAndTheAuditKeepsIt() {
    Item submitted =
        done(operators.does(LI, operators.draft("invoice", INVOICE), new Action.Submit("")));
    Item rejected = done(operators.does(WANG, submitted, new Action.Reject("缺少专票的说明")));

    assertThat(rejected.state()).isEqualTo(LifeState.DRAFT);
    assertThat(rejected.submittedBy()).isNull();
    assertThat(audit.page(AuditQuery.of(rejected.id()), Long.MAX_VALUE, 1))
        .extracting(AuditEntry::note)
        .containsExactly("缺少专票的说明");
  }

  @Test
  void archivingWithdrawsWhatIsToldWhateverIsBeingWritten() {
    Item draft = operators.edited(operators.published("invoice", INVOICE), NEWER);
    Item archived = done(operators.does(WANG, draft, new Action.Archive("过时")));

    assertThat(archived.state()).isEqualTo(LifeState.ARCHIVED);
    assertThat(archived.publication()).isEqualTo(Publication.WITHDRAWN);
    assertThat(toldAnswers()).isEmpty();
  }

  @Test
  void anOldVersionComesBackAsANewDraft() {
    Item published = operators.published("invoice", INVOICE);
    Item edited = operators.edited(published, NEWER);
    Item restored = done(operators.does(WANG, edited, new Action.Restore(1)));

    assertThat(restored.workingVersion()).isEqualTo(3);
    assertThat(items.version(restored.id(), 3).map(Version::content)).contains(INVOICE);
    assertThat(items.history(restored.id(), Integer.MAX_VALUE, 10))
        .extracting(VersionHead::number)
        .containsExactly(3, 2, 1);
  }

  @Test
  void aVersionThatNeverWasIsNotRestored() {
    Item published = operators.published("invoice", INVOICE);

    assertThat(operators.does(LI, published, new Action.Restore(7)))
        .isEqualTo(new Outcome.NoSuchVersion(published, 7));
  }

  @Test
  void whoDiscardsANewerVersionIsBackAtWhatIsTold() {
    Item draft = operators.edited(operators.published("invoice", INVOICE), NEWER);
    Item settled = done(operators.does(LI, draft, new Action.Discard()));

    assertThat(settled.state()).isEqualTo(LifeState.PUBLISHED);
    assertThat(settled.workingVersion()).isEqualTo(1);
    assertThat(operators.edited(settled, NEWER).workingVersion()).isEqualTo(3);
  }

  @Test
  void aDraftThatWasNeverToldIsThrownAwayAndCanComeBack() {
    Item gone = done(operators.does(LI, operators.draft("invoice", INVOICE), new Action.Discard()));

    assertThat(gone.state()).isEqualTo(LifeState.DISCARDED);
    assertThat(done(operators.does(LI, gone, new Action.Restore(1))).state())
        .isEqualTo(LifeState.DRAFT);
  }

  @Test
  void whatIsUnderReviewIsNotEdited() {
    Item submitted =
        done(operators.does(LI, operators.draft("invoice", INVOICE), new Action.Submit("")));

    assertThat(operators.does(LI, submitted, new Action.Edit(NEWER, "")))
        .isEqualTo(new Outcome.NotAllowed(submitted, Outcome.Reason.STATE));
    Item back = done(operators.does(LI, submitted, new Action.Withdraw()));
    assertThat(operators.edited(back, NEWER).workingVersion()).isEqualTo(2);
  }

  @Test
  void anEditorWhoIsLateIsTold() {
    Item draft = operators.draft("invoice", INVOICE);
    Item first = operators.edited(draft, NEWER);

    assertThat(operators.does(WANG, draft, new Action.Edit(INVOICE, "")))
        .isEqualTo(new Outcome.Conflict(first));
  }

  @Test
  void anItemIsCreatedOnce() {
    Item draft = operators.draft("invoice", INVOICE);

    assertThat(operators.creates(WANG, "invoice", NEWER)).isEqualTo(new Outcome.Conflict(draft));
  }

  @Test
  void whatDoesNotExistIsMissing() {
    var unknown = new EntryId("unknown");

    assertThat(
            database
                .curating(new CuratingSettings(true))
                .act(new Change(UUID.randomUUID(), LI, unknown, 1, new Action.Submit(""))))
        .isEqualTo(new Outcome.Missing(unknown));
  }

  @Test
  void aRepeatedRequestHasNoSecondEffectAndTheSameResult() {
    Curating curating = database.curating(new CuratingSettings(true));
    Item draft = operators.draft("invoice", INVOICE);
    var edit =
        new Change(UUID.randomUUID(), LI, draft.id(), draft.lock(), new Action.Edit(NEWER, "改"));
    Item first = done(curating.act(edit));
    operators.edited(first, INVOICE);

    assertThat(curating.act(edit)).isEqualTo(new Outcome.Done(first, true));
    assertThat(now(draft).lastVersion()).isEqualTo(3);
  }

  @Test
  void aRepeatedCreationIsTheSameItem() {
    Curating curating = database.curating(new CuratingSettings(true));
    UUID request = UUID.randomUUID();
    var create =
        new Change(request, LI, Change.newItem(request), 0, new Action.Create(INVOICE, ""));
    Item item = done(curating.act(create));

    assertThat(curating.act(create)).isEqualTo(new Outcome.Done(item, true));
  }

  @Test
  void aRequestIdIsNotUsedForSomethingElse() {
    Curating curating = database.curating(new CuratingSettings(true));
    Item draft = operators.draft("invoice", INVOICE);
    UUID request = UUID.randomUUID();
    done(
        curating.act(
            new Change(request, LI, draft.id(), draft.lock(), new Action.Edit(NEWER, ""))));

    assertThat(
            curating.act(
                new Change(request, LI, draft.id(), draft.lock(), new Action.Edit(INVOICE, ""))))
        .isEqualTo(new Outcome.RequestReused());
  }

  @Test
  void theSameRequestTenTimesAtOnceHappensOnce() throws Exception {
    Curating curating = database.curating(new CuratingSettings(true));
    Item draft = operators.draft("invoice", INVOICE);
    var edit =
        new Change(UUID.randomUUID(), LI, draft.id(), draft.lock(), new Action.Edit(NEWER, ""));

    List<Outcome> outcomes = AtOnce.threads(10, i -> curating.act(edit));

    assertThat(outcomes.stream().map(Operators::done).distinct()).hasSize(1);
    assertThat(now(draft).lastVersion()).isEqualTo(2);
  }

  @Test
  void ofTenEditorsOfOneItemOneIsFirstAndNineAreTold() throws Exception {
    Item draft = operators.draft("invoice", INVOICE);

    List<Outcome> outcomes =
        AtOnce.threads(
            10,
            i ->
                operators.does(
                    new Operator("editor-" + i),
                    draft,
                    new Action.Edit(DraftContent.of("问" + i, "答" + i), "")));

    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Outcome.Conflict.class::isInstance)
        .hasSize(9)
        .containsOnly(new Outcome.Conflict(now(draft)));
  }

  @Test
  void tenEditorsWhoTryAgainLoseNothing() throws Exception {
    Item draft = operators.draft("invoice", INVOICE);
    int edits = 5;

    AtOnce.threads(
        10,
        i -> {
          for (int edit = 0; edit < edits; edit++) {
            Action action = new Action.Edit(DraftContent.of("问", i + "/" + edit), "");
            while (!(operators.does(new Operator("editor-" + i), now(draft), action)
                instanceof Outcome.Done)) {
              Thread.onSpinWait();
            }
          }
          return i;
        });

    assertThat(now(draft).lastVersion()).isEqualTo(51);
    assertThat(items.history(draft.id(), Integer.MAX_VALUE, 200))
        .extracting(VersionHead::number)
        .isEqualTo(IntStream.iterate(51, n -> n >= 1, n -> n - 1).boxed().toList());
    List<String> written =
        IntStream.rangeClosed(2, 51)
            .mapToObj(n -> items.version(draft.id(), n).orElseThrow().content().answer())
            .toList();
    assertThat(written).doesNotHaveDuplicates();
    List<AuditEntry> told = audit.page(AuditQuery.of(draft.id()), Long.MAX_VALUE, 200);
    assertThat(told).hasSize(51);
    for (int i = 0; i + 1 < told.size(); i++) {
      assertThat(told.get(i).before()).isEqualTo(told.get(i + 1).after());
    }
  }

  @Test
  void tenEditorsOfManyItemsPublishThemAll() throws Exception {
    int each = 8;

    AtOnce.threads(
        10,
        i ->
            IntStream.range(0, each)
                .mapToObj(n ->
                    operators.published(
                        "item-" + i + "-" + n, DraftContent.of("问" + i + "-" + n, "答")))
                .toList());

    assertThat(entries.published().entries()).hasSize(80);
    assertThat(entries.generation().number()).isEqualTo(80);
    assertThat(database.jdbc().sql("select count(*) from kb_audit").query(Integer.class).single())
        .isEqualTo(240);
  }

  @Test
  void twoWhoPublishTwoAnswersToOneQuestionAtOnceAreNotBothHeard() throws Exception {
    for (int round = 0; round < 10; round++) {
      nothing();
      List<Item> drafts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        drafts.add(operators.draft("item-" + i, DraftContent.of("几点开门？", "答案" + i)));
      }

      List<Outcome> outcomes =
          AtOnce.threads(4, i -> alone.does(LI, drafts.get(i), new Action.PublishDirectly(SEEN)));

      assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(3);
      assertThat(toldAnswers()).hasSize(1);
    }
  }

  @Test
  void whatBlocksIsNeitherReviewedNorPublished() {
    Item draft = operators.draft("invoice", DraftContent.of("怎么开发票？", " "));

    Outcome submitted = operators.does(LI, draft, new Action.Submit(""));
    Outcome published = alone.does(LI, draft, new Action.PublishDirectly(SEEN));

    assertThat(List.of(submitted, published))
        .containsOnly(
            new Outcome.Refused(draft, List.of(Finding.of(FindingCode.MISSING, "answer"))));
    assertThat(now(draft)).isEqualTo(draft);
  }

  @Test
  void aWarningIsAcknowledgedBeforeAnythingIsPublished() {
    Item draft = operators.draft("fee", DraftContent.of("配送费多少？", "配送费8元"));
    Outcome unseen = alone.does(LI, draft, new Action.PublishDirectly(SEEN));

    assertThat(unseen).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) unseen).findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.OTHER_THAN_FACT);
    done(
        alone.does(
            LI,
            draft,
            new Action.PublishDirectly(Set.of(FindingCode.NO_OWNER, FindingCode.OTHER_THAN_FACT))));
    assertThat(audit.page(AuditQuery.of(draft.id()), Long.MAX_VALUE, 1).getFirst().acknowledged())
        .containsExactly(FindingCode.NO_OWNER, FindingCode.OTHER_THAN_FACT);
  }

  @Test
  void markupIsNotTold() {
    Item draft =
        operators.draft("invoice", DraftContent.of("怎么开发票", "申请<script>alert(1)</script>即可"));

    done(
        alone.does(
            LI,
            draft,
            new Action.PublishDirectly(Set.of(FindingCode.NO_OWNER, FindingCode.MARKUP))));
    assertThat(toldAnswers()).containsExactly("申请即可");
  }

  /** Wherever a transaction breaks, all is as it was before. */
  @ParameterizedTest
  @ValueSource(strings = {"kb_item", "kb_question", "kb_audit", "kb_entry", "kb_generation"})
  void aPublicationThatFailsInTheMiddleLeavesTheOldState(String table) {
    Item published = operators.published("invoice", INVOICE);
    Item submitted =
        done(operators.does(LI, operators.edited(published, NEWER), new Action.Submit("")));
    Everything before = Everything.now();
    breakAfter(table);

    assertThatThrownBy(() -> operators.does(WANG, submitted, new Action.Approve(SEEN)))
        .isInstanceOf(DataAccessException.class);

    assertThat(Everything.now()).isEqualTo(before);
    mend(table);
    done(operators.does(WANG, submitted, new Action.Approve(SEEN)));
    assertThat(toldAnswers()).containsExactly("在订单页点申请");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kb_item", "kb_version", "kb_audit"})
  void anEditThatFailsInTheMiddleLeavesTheOldState(String table) {
    Item published = operators.published("invoice", INVOICE);
    Everything before = Everything.now();
    breakAfter(table);

    assertThatThrownBy(() -> operators.edited(published, NEWER))
        .isInstanceOf(DataAccessException.class);

    assertThat(Everything.now()).isEqualTo(before);
    mend(table);
    assertThat(operators.edited(published, NEWER).workingVersion()).isEqualTo(2);
  }

  /** All rows of all tables. */
  private record Everything(List<String> rows) {

    static Everything now() {
      return new Everything(
          List.of("kb_item", "kb_version", "kb_audit", "kb_question", "kb_entry", "kb_generation")
              .stream()
              .flatMap(table ->
                  database
                      .jdbc()
                      .sql("select '%1$s ' || t::text from %1$s t order by 1".formatted(table))
                      .query(String.class)
                      .list()
                      .stream())
              .toList());
    }
  }

  private static void breakAfter(String table) {
    database
        .jdbc()
        .sql(
            """
            create function breaks() returns trigger language plpgsql as $$
            begin
                raise exception 'the disk is full';
            end
            $$
            """)
        .update();
    database
        .jdbc()
        .sql(
            "create trigger breaks after insert or update on %s for each row execute function breaks()"
                .formatted(table))
        .update();
  }

  private static void mend(String table) {
    database.jdbc().sql("drop trigger breaks on " + table).update();
    database.jdbc().sql("drop function breaks").update();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update kb_audit set actor = 'nobody'",
        "delete from kb_audit",
        "truncate kb_audit",
        "update kb_version set note = ''",
        "delete from kb_version",
        "truncate kb_version"
      })
  void historyIsOnlyAddedTo(String statement) {
    operators.published("invoice", INVOICE);

    assertThatThrownBy(() -> database.jdbc().sql(statement).update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("is only added to");
  }

  @Test
  void theAuditTellsWhoDidWhatPageByPage() {
    Item draft = operators.edited(operators.published("invoice", INVOICE), NEWER);
    database.clock.pass(Duration.ofHours(1));
    operators.published("other", DraftContent.of("别的", "答"));

    List<AuditEntry> first = audit.page(AuditQuery.of(draft.id()), Long.MAX_VALUE, 3);
    List<AuditEntry> second = audit.page(AuditQuery.of(draft.id()), first.getLast().seq(), 3);

    assertThat(first)
        .extracting(AuditEntry::action)
        .containsExactly(ActionKind.EDIT, ActionKind.APPROVE, ActionKind.SUBMIT);
    assertThat(second).extracting(AuditEntry::action).containsExactly(ActionKind.CREATE);
    assertThat(
            audit.page(
                new AuditQuery(null, WANG, ActionKind.APPROVE, null, null), Long.MAX_VALUE, 10))
        .extracting(entry -> entry.after().id().value())
        .containsExactly("other", "invoice");
    assertThat(
            audit.page(
                new AuditQuery(null, null, null, database.clock.instant(), null),
                Long.MAX_VALUE,
                10))
        .extracting(entry -> entry.after().id().value())
        .containsOnly("other");
  }

  @Test
  void aContentComesBackAsItWasWritten() {
    DraftContent odd =
        new DraftContent(
            "能说\"坏了\"吗？\\ 😡",
            List.of("引号\"和\\反斜线", "换\n行", ""),
            "\u0001 能。'都'能; drop table kb_item;",
            "",
            null,
            List.of("好"),
            "",
            Set.of("乙", "甲"),
            Set.of(),
            Set.of("杭州"),
            database.clock.instant(),
            null,
            "li");
    Item draft = operators.draft("odd", odd);

    assertThat(items.version(draft.id(), 1).map(Version::content)).contains(odd);
    assertThat(items.version(draft.id(), 2)).isEqualTo(Optional.empty());
  }

  @Test
  void whatStorageCannotHoldIsNoContent() {
    assertThatThrownBy(() -> DraftContent.of("a\u0000b", "答"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("question");
    assertThatThrownBy(() -> DraftContent.of("问", "\uD83D"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("answer");
    assertThatThrownBy(() -> DraftContent.of("问", "答".repeat(20_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("answer");
  }
}
