package io.xianda;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.xianda.audit.AuditLog;
import io.xianda.console.PinnedQuestions;
import io.xianda.console.Replays;
import io.xianda.console.StoredSynonyms;
import io.xianda.conversation.Conversations;
import io.xianda.conversation.ShopperId;
import io.xianda.dialogue.Dialogue;
import io.xianda.flow.ShopRules;
import io.xianda.knowledge.Entries;
import io.xianda.order.Effect;
import io.xianda.order.EffectKey;
import io.xianda.order.EffectRecord;
import io.xianda.order.Effects;
import io.xianda.order.OrderGateway;
import io.xianda.risk.Thresholds;
import io.xianda.rules.KeywordRules;
import io.xianda.storage.EmbeddedDatabase;
import io.xianda.ticket.Tickets;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Which part may know which other: what the design says, checked in the compiled classes. */
class ModuleBoundariesTest {

  private static final JavaClasses XIANDA =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.xianda");

  @Test
  void modulesUseOnlyWhatOthersShowAndNeverInACircle() {
    ApplicationModules.of(BotApplication.class).verify();
  }

  @Test
  void understandingKnowsNoFramework() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.xianda.intent..")
            .should()
            .dependOnClassesThat(
                // but for the annotation that shows a package to other modules
                resideInAnyPackage(
                        "org.springframework..", "jakarta..", "java.sql..", "javax.sql..")
                    .and(resideOutsideOfPackage("org.springframework.modulith.."))));
  }

  /** But for the engine that is reached through one. */
  @Test
  void searchKnowsNoFrameworkOnlyTheEntriesDo() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.xianda.knowledge..")
            .and()
            .doNotBelongToAnyOf(Entries.class)
            .and()
            .haveNameNotMatching("io\\.xianda\\.knowledge\\.Elastic.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..", "javax.sql.."));
  }

  @Test
  void understandingKnowsNobodyElse() {
    holds(knowsOnly("io.xianda.intent.."));
  }

  @Test
  void theKnowledgeBaseKnowsNobodyElse() {
    holds(knowsOnly("io.xianda.knowledge.."));
  }

  @Test
  void theGapsKnowOnlyTheKnowledgeBase() {
    holds(knowsOnly("io.xianda.gaps..", "io.xianda.knowledge.."));
  }

  @Test
  void theOperatorsRulesKnowOnlyTheKnowledgeBase() {
    holds(knowsOnly("io.xianda.rules..", "io.xianda.knowledge.."));
  }

  @Test
  void curatingKnowsTheKnowledgeBaseAndNobodyElse() {
    holds(knowsOnly("io.xianda.curating..", "io.xianda.knowledge.."));
  }

  @Test
  void filesKnowCuratingAndTheKnowledgeBaseAndNobodyElse() {
    holds(knowsOnly("io.xianda.exchange..", "io.xianda.curating..", "io.xianda.knowledge.."));
  }

  @Test
  void theDeskKnowsOnlyTheRecordTheTicketsAndThePeople() {
    holds(
        knowsOnly(
            "io.xianda.desk..",
            "io.xianda.conversation..",
            "io.xianda.ticket..",
            "io.xianda.handoff.."));
  }

  @Test
  void ratingsAndFiguresKnowOnlyTheRecord() {
    for (String counts : new String[] {"io.xianda.rating..", "io.xianda.figures.."}) {
      holds(
          knowsOnly(
              counts, "io.xianda.conversation..", "io.xianda.ticket..", "io.xianda.handoff.."));
    }
  }

  @Test
  void theRecordTheTicketsAndThePeopleKnowOnlyEachOther() {
    holds(knowsOnly("io.xianda.conversation..", "io.xianda.ticket..", "io.xianda.handoff.."));
  }

  @Test
  void theAuditLogKnowsNobodySoThatEverybodyCanUseIt() {
    holds(knowsOnly("io.xianda.audit.."));
  }

  /** Whoever lets people in does not ask how accounts are kept, only who holds a session. */
  @Test
  void whoIsLetInIsDecidedWithoutTheAccounts() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.xianda.identity..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.xianda.staff.."));
  }

  @Test
  void theTicketsDoNotKnowTheRecord() {
    holds(knowsOnly("io.xianda.ticket..", "io.xianda.handoff.."));
  }

  @Test
  void nobodyKnowsWhatIsReported() {
    holds(
        classes()
            .that()
            .resideInAPackage("io.xianda.insight..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("io.xianda.insight.."));
  }

  @Test
  void nobodyKnowsWhatFollowsAConversation() {
    holds(
        classes()
            .that()
            .resideInAPackage("io.xianda.aftercare..")
            .should()
            .onlyHaveDependentClassesThat()
            // which remind of what happens to tickets
            .resideInAnyPackage("io.xianda.aftercare..", "io.xianda.wechat.."));
  }

  @Test
  void thePeopleDoNotKnowTheRecord() {
    holds(knowsOnly("io.xianda.handoff.."));
  }

  @Test
  void tasksKnowOnlyOrdersWordsAndPeople() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.xianda.flow..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.xianda..")
                    .and(
                        resideOutsideOfPackages(
                            "io.xianda.flow..",
                            "io.xianda.order..",
                            "io.xianda.intent..",
                            "io.xianda.conversation..",
                            "io.xianda.handoff.."))));
  }

  /** What is to be done they return, and whoever runs them has it done. */
  @Test
  void tasksNeverAct() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.xianda.flow..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Effects.class)
            .orShould()
            .callMethod(
                OrderGateway.class, "apply", EffectKey.class, ShopperId.class, Effect.class));
  }

  @Test
  void ordersAreKnownByTheirInterfaceAloneWhereMessagesAreAnswered() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage("io.xianda.dialogue..", "io.xianda.flow..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameStartingWith("Demo"));
  }

  /** Each channel is a room of its own behind what {@code io.xianda.channel} shows. */
  @Test
  void nobodyKnowsTheChannels() {
    holds(
        classes()
            .that()
            .resideInAPackage("io.xianda.channel..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(
                "io.xianda.channel..", "io.xianda.wechat..", "io.xianda.chatwoot.."));
    holds(
        classes()
            .that()
            .resideInAPackage("io.xianda.wechat..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("io.xianda.wechat.."));
    holds(
        classes()
            .that()
            .resideInAPackage("io.xianda.chatwoot..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("io.xianda.chatwoot.."));
  }

  /** It knows WeChat's documents and not how we read them; only the launcher starts it. */
  @Test
  void theDoubleOfWeChatKnowsNobody() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.xianda.wechatdouble..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.xianda..")
                    .and(resideOutsideOfPackage("io.xianda.wechatdouble.."))));
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.xianda.wechatdouble..", "io.xianda.eval..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.xianda.wechatdouble.."));
  }

  @Test
  void nobodyKnowsTheConsole() {
    holds(
        classes()
            .that()
            .resideInAPackage("io.xianda.console..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("io.xianda.console.."));
  }

  /**
   * Hence nobody else reads or writes their tables. {@code Serve} only asks a given database for
   * its version, and {@code KnowledgeDatabase} only connects them with one.
   */
  @Test
  void onlyTheRecordAndTheKnowledgeSpeakToTheDatabase() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.xianda.curating..")
            .and()
            .doNotBelongToAnyOf(
                AuditLog.class,
                Conversations.class,
                Entries.class,
                KeywordRules.class,
                PinnedQuestions.class,
                Replays.class,
                StoredSynonyms.class,
                Thresholds.class,
                EffectRecord.class,
                Serve.class,
                KnowledgeDatabase.class,
                KeysCommand.class,
                EmbeddedDatabase.class)
            .and()
            .haveNameNotMatching("io\\.xianda\\.storage\\.(SealAgain|TwoPools)(\\$.*)?")
            .and()
            .resideOutsideOfPackages(
                "io.xianda.gaps..",
                "io.xianda.desk..",
                "io.xianda.ticket..",
                "io.xianda.figures..",
                "io.xianda.insight..",
                "io.xianda.rating..",
                "io.xianda.quickreply..",
                "io.xianda.macro..",
                "io.xianda.shopper..")
            .and()
            // It only hands the database to the scheduler.
            .haveNameNotMatching("io\\.xianda\\.aftercare\\.ScheduleTickets")
            .and()
            .haveNameNotMatching("io\\.xianda\\.(wechat\\.WechatRows|person\\.PersonRows)(\\$.*)?")
            .and()
            .haveNameNotMatching("io\\.xianda\\.chatwoot\\.ChatwootRows(\\$.*)?")
            .and()
            .haveNameNotMatching("io\\.xianda\\.webhook\\.WebhookRows(\\$.*)?")
            .and()
            .haveNameNotMatching("io\\.xianda\\.staff\\.(Accounts|Sessions)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql.."));
    holds(
        noClasses()
            .that()
            .belongToAnyOf(Serve.class, EmbeddedDatabase.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "javax.sql.."));
  }

  @Test
  void whatDecidesTouchesNeitherDatabaseNorNetwork() {
    holds(
        noClasses()
            .that()
            .belongToAnyOf(Dialogue.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                Conversations.class,
                Entries.class,
                KeywordRules.class,
                Thresholds.class,
                Tickets.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "org.springframework.."));
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.xianda.flow..")
            .and()
            // but for the binding of its configuration
            .doNotBelongToAnyOf(ShopRules.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Conversations.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "org.springframework.."));
  }

  private static ArchRule knowsOnly(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.xianda..").and(resideOutsideOfPackages(packages)));
  }

  private static void holds(ArchRule rule) {
    rule.check(XIANDA);
  }
}
