package io.xianda.eval.dialogues;

import io.xianda.handoff.Priority;
import io.xianda.handoff.SkillGroup;
import io.xianda.knowledge.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what became of a dialogue with what had to become of it. */
final class JudgeDialogue {

  private JudgeDialogue() {}

  static Judged judge(DialogueCase dialogue, Talked talked) {
    Actual actual = actual(dialogue.outcome(), talked);
    return new Judged(dialogue, talked, actual, problems(dialogue.outcome(), actual, talked));
  }

  private static Actual actual(Expected expected, Talked talked) {
    List<Happened> happened =
        talked.exchanges().stream().flatMap(e -> e.heard().happened().stream()).toList();
    Optional<SkillGroup> group = Optional.empty();
    Optional<Priority> priority = Optional.empty();
    Optional<EntryId> answer = Optional.empty();
    boolean handedOver = false;
    for (Happened one : happened) {
      switch (one) {
        case Happened.HandedOver(SkillGroup to, Priority how) -> {
          handedOver = true;
          group = Optional.of(to);
          priority = Optional.of(how);
        }
        case Happened.Ticketed(SkillGroup to, Priority how) -> {
          if (!handedOver) {
            group = Optional.of(to);
            priority = Optional.of(how);
          }
        }
        case Happened.Knew(EntryId entry) -> answer = Optional.of(entry);
        case Happened.Finished f -> {}
        case Happened.Declined d -> {}
        case Happened.FollowedRule f -> {}
        case Happened.AdmittedGap g -> {}
        case Happened.Socialised s -> {}
        case Happened.Abstained a -> {}
        case Happened.Waited w -> {}
      }
    }
    return new Actual(kind(expected, talked, happened), group, priority, talked.changes(), answer);
  }

  /** The strongest thing that happened. */
  private static Kind kind(Expected expected, Talked talked, List<Happened> happened) {
    if (talked.stuck()) {
      return Kind.STUCK;
    }
    if (any(happened, Happened.HandedOver.class)) {
      return Kind.HANDOFF;
    }
    if (any(happened, Happened.Ticketed.class)) {
      return Kind.TICKET;
    }
    if (!talked.changes().isEmpty()) {
      return Kind.RESOLVED;
    }
    if (any(happened, Happened.Declined.class)) {
      return Kind.DECLINED;
    }
    if (any(happened, Happened.Knew.class)
        || any(happened, Happened.FollowedRule.class)
        || any(happened, Happened.Finished.class)) {
      return Kind.RESOLVED;
    }
    if (any(happened, Happened.Abstained.class)) {
      return Kind.ABSTAINED;
    }
    // To say that the shop has no answer is an answer, unless there was one to be given.
    if (any(happened, Happened.AdmittedGap.class)) {
      return expected.faq().isEmpty() ? Kind.RESOLVED : Kind.ABSTAINED;
    }
    return any(happened, Happened.Socialised.class) ? Kind.RESOLVED : Kind.ABSTAINED;
  }

  private static boolean any(List<Happened> happened, Class<? extends Happened> type) {
    return happened.stream().anyMatch(type::isInstance);
  }

  private static List<String> problems(Expected expected, Actual actual, Talked talked) {
    List<String> problems = new ArrayList<>();
    if (expected.kind() != actual.kind()) {
      problems.add(
          "It ended as %s and not as %s.".formatted(actual.kind().word(), expected.kind().word()));
    }
    expected
        .group()
        .filter(group -> !actual.group().equals(Optional.of(group)))
        .ifPresent(group ->
            problems.add(
                "The group is %s and not %s."
                    .formatted(actual.group().map(SkillGroup::id).orElse("none"), group)));
    expected
        .priority()
        .filter(priority -> !actual.priority().equals(Optional.of(priority)))
        .ifPresent(priority ->
            problems.add(
                "The priority is %s and not %s."
                    .formatted(
                        actual.priority().map(JudgeDialogue::word).orElse("none"),
                        word(priority))));
    if (!expected.faq().isEmpty() && actual.answer().filter(expected.faq()::contains).isEmpty()) {
      problems.add(
          "The last answer is %s and none of %s."
              .formatted(actual.answer().map(EntryId::value).orElse("no entry"), expected.faq()));
    }
    expected
        .changes()
        .filter(changes -> !ExpectedChange.areAll(changes, actual.changes()))
        .ifPresent(changes ->
            problems.add(
                "The changes are %s and not %s."
                    .formatted(listed(actual.changes()), listed(changes))));
    List<String> shown =
        talked.exchanges().stream()
            .flatMap(e -> e.heard().texts().stream())
            .map(Spaces::without)
            .toList();
    for (String mention : expected.mentions()) {
      if (shown.stream().noneMatch(text -> text.contains(Spaces.without(mention)))) {
        problems.add("No message says “%s”.".formatted(mention));
      }
    }
    for (String never : expected.never()) {
      if (shown.stream().anyMatch(text -> text.contains(Spaces.without(never)))) {
        problems.add("A message says “%s”.".formatted(never));
      }
    }
    return problems;
  }

  private static String word(Priority priority) {
    return priority.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String listed(List<?> changes) {
    return changes.isEmpty() ? "none" : changes.toString();
  }
}
