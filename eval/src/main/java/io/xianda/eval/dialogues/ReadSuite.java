package io.xianda.eval.dialogues;

import io.xianda.conversation.ShopperId;
import io.xianda.flow.Asks;
import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.intent.Intent;
import io.xianda.knowledge.EntryId;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the dialogues of a suite; whatever is wrong with it is told with its line. */
final class ReadSuite {

  private static final String GUEST = "guest";
  private static final LocalTime DEFAULT = LocalTime.of(10, 30);
  private static final Set<String> DIALOGUE =
      Set.of("id", "shopper", "at", "opens", "facts", "then", "goal", "outcome");
  private static final Set<String> OUTCOME =
      Set.of("kind", "group", "priority", "faq", "effect", "mentions", "never");
  private static final Map<String, Asks> SLOTS =
      Arrays.stream(Asks.values()).collect(Collectors.toMap(Asks::word, Function.identity()));

  private final String file;
  private final Suite.Known known;

  ReadSuite(String file, Suite.Known known) {
    this.file = file;
    this.known = known;
  }

  List<DialogueCase> read(String yaml) {
    YamlFields root = YamlFields.of(file, "", compose(yaml), Set.of("dialogues"));
    List<DialogueCase> dialogues = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Node element : root.elements("dialogues")) {
      YamlFields fields = YamlFields.of(file, "", element, DIALOGUE);
      String id = fields.text("id");
      if (!ids.add(id)) {
        throw fields.unusable("id", "the dialogue " + id + " stands there twice");
      }
      dialogues.add(dialogue(id, fields.ofDialogue(id)));
    }
    if (dialogues.isEmpty()) {
      throw root.unusable("dialogues", "the suite holds no dialogues");
    }
    return dialogues;
  }

  private Node compose(String yaml) {
    try {
      Node root =
          new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
      if (root == null) {
        throw new UnusableSuiteException(file + " line 1: the suite holds no dialogues");
      }
      return root;
    } catch (MarkedYAMLException e) {
      throw new UnusableSuiteException(
          "%s line %d: no YAML: %s"
              .formatted(
                  file,
                  e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
                  e.getProblem()));
    } catch (YAMLException e) {
      throw new UnusableSuiteException(
          file
              + " line 1: no YAML: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private DialogueCase dialogue(String id, YamlFields fields) {
    List<String> opens = fields.texts("opens");
    if (opens.isEmpty()) {
      throw fields.unusable("opens", "the shopper opens with nothing");
    }
    return new DialogueCase(
        id,
        shopper(fields),
        fields.optionalText("at").map(at -> time(fields, at)).orElse(DEFAULT),
        opens,
        facts(fields),
        fields.texts("then"),
        goal(fields),
        outcome(fields.map("outcome", OUTCOME)));
  }

  private Optional<ShopperId> shopper(YamlFields fields) {
    String name = fields.text("shopper");
    if (name.equals(GUEST)) {
      return Optional.empty();
    }
    return Optional.of(
        known.shoppers().stream()
            .filter(shopper -> shopper.value().equals(name))
            .findFirst()
            .orElseThrow(() -> fields.unusable("shopper", "the shop knows no shopper " + name)));
  }

  private static LocalTime time(YamlFields fields, String at) {
    try {
      return LocalTime.parse(at);
    } catch (DateTimeException e) {
      throw fields.unusable("at", "no time of day such as \"10:30\": " + at);
    }
  }

  private static Map<Asks, List<String>> facts(YamlFields fields) {
    Map<Asks, List<String>> facts = new EnumMap<>(Asks.class);
    fields
        .optionalMap("facts", SLOTS.keySet())
        .ifPresent(map -> {
          for (String name : map.names()) {
            List<String> values = map.texts(name);
            if (values.isEmpty()) {
              throw map.unusable(name, "the fact " + name + " says nothing");
            }
            facts.put(Asks.valueOf(name.toUpperCase(Locale.ROOT)), values);
          }
        });
    return facts;
  }

  private Intent goal(YamlFields fields) {
    String goal = fields.text("goal");
    return known.intents().stream()
        .filter(intent -> intent.id().equals(goal))
        .findFirst()
        .orElseThrow(() -> fields.unusable("goal", "unknown intent " + goal));
  }

  private Expected outcome(YamlFields fields) {
    Kind kind =
        one(
            fields,
            "kind",
            fields.text("kind"),
            Arrays.stream(Kind.values()).filter(k -> k != Kind.STUCK).toList(),
            Kind::word);
    Optional<String> group = fields.optionalText("group");
    group
        .filter(id -> !known.groups().contains(id))
        .ifPresent(id -> {
          throw fields.unusable("group", "unknown group " + id);
        });
    Optional<Priority> priority =
        fields
            .optionalText("priority")
            .map(word ->
                one(
                    fields,
                    "priority",
                    word,
                    List.of(Priority.values()),
                    p -> p.name().toLowerCase(Locale.ROOT)));
    if (!kind.needsPerson() && (group.isPresent() || priority.isPresent())) {
      throw fields.unusable("kind", "only a handoff or a ticket has a group and a priority");
    }
    return new Expected(
        kind,
        group.map(SkillGroup::new),
        priority,
        fields.texts("faq").stream().map(id -> entry(fields, id)).toList(),
        changes(fields),
        fields.texts("mentions"),
        fields.texts("never"));
  }

  private static <T> T one(
      YamlFields fields, String field, String word, List<T> all, Function<T, String> words) {
    return all.stream()
        .filter(value -> words.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() ->
            fields.unusable(
                field,
                "the %s is one of %s, not %s"
                    .formatted(field, all.stream().map(words).toList(), word)));
  }

  private EntryId entry(YamlFields fields, String id) {
    return known.entries().stream()
        .filter(entry -> entry.value().equals(id))
        .findFirst()
        .orElseThrow(() -> fields.unusable("faq", "the knowledge base has no entry " + id));
  }

  private Optional<List<ExpectedChange>> changes(YamlFields outcome) {
    if (outcome.optional("effect").isEmpty()) {
      return Optional.empty();
    }
    if (outcome.optional("effect").get() instanceof org.yaml.snakeyaml.nodes.ScalarNode word) {
      if (word.getValue().equals("none")) {
        return Optional.of(List.of());
      }
      throw outcome.unusable("effect", "an effect is none or a map, not " + word.getValue());
    }
    YamlFields kinds = outcome.map("effect", ExpectedChange.FIELDS.keySet());
    List<ExpectedChange> changes = new ArrayList<>();
    for (String kind : kinds.names()) {
      for (Node element : kinds.elements(kind)) {
        changes.add(change(kinds, kind, element));
      }
    }
    return Optional.of(changes);
  }

  private ExpectedChange change(YamlFields kinds, String kind, Node element) {
    YamlFields fields = kinds.inside(element, ExpectedChange.FIELDS.getOrDefault(kind, Set.of()));
    Map<String, String> values = new LinkedHashMap<>();
    fields.names().forEach(name -> values.put(name, fields.text(name)));
    try {
      return new ExpectedChange(kind, values);
    } catch (IllegalArgumentException e) {
      throw kinds.unusable(kind, "no " + kind + " to compare with: " + values);
    }
  }
}
