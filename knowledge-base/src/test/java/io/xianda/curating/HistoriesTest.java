package io.xianda.curating;

import static io.xianda.curating.Operators.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.xianda.knowledge.Entries;
import io.xianda.knowledge.Entry;
import io.xianda.knowledge.EntryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever operators do to three items in whatever order, late or twice: what is told, the versions
 * and the audit are what a few maps say they should be.
 */
class HistoriesTest {

  private static final CuratingDatabase DATABASE = CuratingDatabase.started();

  @AfterContainer
  static void stop() throws IOException {
    DATABASE.close();
  }

  /** One thing that somebody does to an item; late, or the same request twice, now and then. */
  record Deed(int item, int operator, ActionKind kind, int number, boolean late, boolean twice) {}

  @Provide
  Arbitrary<List<Deed>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(ActionKind.values()).filter(kind -> kind != ActionKind.ADOPT),
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(true, false, false, false, false),
            Arbitraries.of(true, false, false))
        .as(Deed::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  /** What an item should be, in the simplest words. */
  private static final class Model {

    final List<String> versions = new ArrayList<>();
    final List<Integer> authors = new ArrayList<>();
    int working = 1;
    long lock = 1;
    int actions = 1;
    boolean review;
    boolean dropped;
    boolean draft = true;
    int submitter = -1;
    @Nullable Integer published;
    boolean told;

    /** Whether it happens. */
    boolean does(Deed deed, String answer) {
      boolean happens =
          switch (deed.kind()) {
            case ADOPT, CREATE -> false;
            case EDIT -> (draft && !dropped) || (told && !review && !draft);
            case SUBMIT, DISCARD -> draft && !dropped;
            case WITHDRAW, REJECT -> review;
            case APPROVE ->
                review
                    && deed.operator() != submitter
                    && deed.operator() != authors.get(working - 1);
            case PUBLISH_DIRECTLY -> false;
            case ARCHIVE -> told;
            case RESTORE -> !review && deed.number() <= versions.size();
          };
      if (!happens) {
        return false;
      }
      lock++;
      actions++;
      switch (deed.kind()) {
        case ADOPT, CREATE, PUBLISH_DIRECTLY -> throw new IllegalStateException();
        case EDIT -> write(deed.operator(), answer);
        case RESTORE -> write(deed.operator(), versions.get(deed.number() - 1));
        case SUBMIT -> {
          draft = false;
          review = true;
          submitter = deed.operator();
        }
        case WITHDRAW, REJECT -> {
          draft = true;
          review = false;
        }
        case APPROVE -> {
          review = false;
          told = true;
          published = working;
        }
        case ARCHIVE -> {
          told = false;
          settle();
        }
        case DISCARD -> settle();
      }
      return true;
    }

    private void write(int author, String answer) {
      versions.add(answer);
      authors.add(author);
      working = versions.size();
      draft = true;
      dropped = false;
    }

    private void settle() {
      review = false;
      Integer back = published;
      draft = false;
      dropped = back == null;
      working = back == null ? working : back;
    }

    @Nullable String tells() {
      Integer number = published;
      return told && number != null ? versions.get(number - 1) : null;
    }
  }

  @Property(tries = 60, seed = "20261123")
  void whateverIsDoneTheTablesSayWhatTheModelSays(@ForAll("histories") List<Deed> history)
      throws IOException {
    DATABASE.empty();
    Curating curating = DATABASE.curating(new CuratingSettings(true));
    Items items = DATABASE.get(Items.class);
    Map<String, Model> model = new HashMap<>();
    int step = 0;

    for (Deed deed : history) {
      String id = "item-" + deed.item();
      String answer = "答案" + step++;
      var entry = new EntryId(id);
      Optional<Item> seen = items.find(entry);
      if (deed.kind() == ActionKind.CREATE || seen.isPresent()) {
        long lock = seen.map(Item::lock).orElse(0L) - (deed.late() ? 1 : 0);
        var change =
            new Change(
                UUID.randomUUID(),
                new Operator("operator-" + deed.operator()),
                entry,
                Math.max(lock, 0),
                action(deed, DraftContent.of("问题" + deed.item(), answer)));
        Outcome outcome = curating.act(change);
        assertThat(outcome instanceof Outcome.Done)
            .as("%s of %s", deed, seen)
            .isEqualTo(expected(model, id, deed, answer));
        if (deed.twice() && outcome instanceof Outcome.Done(Item item, boolean _)) {
          assertThat(curating.act(change)).isEqualTo(new Outcome.Done(item, true));
        }
      }
    }

    agree(model, items);
  }

  private static boolean expected(Map<String, Model> model, String id, Deed deed, String answer) {
    Model item = model.get(id);
    if (item == null) {
      Model created = new Model();
      created.versions.add(answer);
      created.authors.add(deed.operator());
      model.put(id, created);
      return true;
    }
    return !deed.late() && item.does(deed, answer);
  }

  private static Action action(Deed deed, DraftContent content) {
    return switch (deed.kind()) {
      case ADOPT -> throw new IllegalStateException("nobody asks for it");
      case CREATE -> new Action.Create(content, "");
      case EDIT -> new Action.Edit(content, "");
      case SUBMIT -> new Action.Submit("");
      case WITHDRAW -> new Action.Withdraw();
      case REJECT -> new Action.Reject("再想想");
      case APPROVE -> new Action.Approve(SEEN);
      case PUBLISH_DIRECTLY -> new Action.PublishDirectly(SEEN);
      case ARCHIVE -> new Action.Archive("");
      case RESTORE -> new Action.Restore(deed.number());
      case DISCARD -> new Action.Discard();
    };
  }

  private static void agree(Map<String, Model> model, Items items) {
    Map<String, String> told = new HashMap<>();
    for (Entry entry : DATABASE.get(Entries.class).published().entries()) {
      told.put(entry.id().value(), entry.answer());
    }
    Map<String, String> shouldBe = new HashMap<>();
    model.forEach((id, item) -> {
      String tells = item.tells();
      if (tells != null) {
        shouldBe.put(id, tells);
      }
      var entry = new EntryId(id);
      Item stored = items.find(entry).orElseThrow();
      assertThat(stored.lock()).isEqualTo(item.lock);
      assertThat(stored.workingVersion()).isEqualTo(item.working);
      assertThat(stored.publishedVersion()).isEqualTo(item.published);
      assertThat(stored.isTold()).isEqualTo(item.told);
      for (int n = 1; n <= item.versions.size(); n++) {
        assertThat(items.version(entry, n).orElseThrow().content().answer())
            .isEqualTo(item.versions.get(n - 1));
      }
      assertThat(items.history(entry, Integer.MAX_VALUE, 200)).hasSize(item.versions.size());
      assertThat(DATABASE.get(AuditTrail.class).page(AuditQuery.of(entry), Long.MAX_VALUE, 200))
          .hasSize(item.actions);
    });
    assertThat(told).isEqualTo(shouldBe);
  }
}
