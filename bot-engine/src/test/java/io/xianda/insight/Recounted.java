package io.xianda.insight;

import io.xianda.figures.Span;
import io.xianda.insight.CountConversations.Count;
import io.xianda.insight.WrittenRecord.Claim;
import io.xianda.insight.WrittenRecord.Turn;
import io.xianda.insight.WrittenRecord.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts a made-up record once more, one conversation after another, knowing nothing of SQL. */
final class Recounted {

  private static final Set<String> TOLD = Set.of("Answer", "FollowRule", "Progress");
  private static final Duration DAY = Duration.ofHours(24);

  private final List<Written> all;
  private final Instant now;

  Recounted(List<Written> all, Instant now) {
    this.all = all;
    this.now = now;
  }

  List<Written> asked(Span span, @Nullable String channel) {
    return all.stream()
        .filter(w -> !w.turns().isEmpty())
        .filter(w -> !w.begin().isBefore(span.from()) && w.begin().isBefore(span.until()))
        .filter(w -> channel == null || w.channel().equals(channel))
        .toList();
  }

  private static List<Turn> replied(Written w) {
    return w.turns().stream().filter(turn -> turn.replied() != null).toList();
  }

  private static boolean answered(Written w) {
    return replied(w).stream().anyMatch(turn -> TOLD.contains(turn.decision()));
  }

  private static boolean disliked(Written w) {
    return w.turns().stream().anyMatch(turn -> Boolean.FALSE.equals(turn.thumb()));
  }

  private static boolean isBusiness(Written w) {
    return replied(w).stream().anyMatch(turn -> !turn.decision().equals("Socialise"));
  }

  private boolean isOver(Written w) {
    return w.closed() != null || Duration.between(w.lastAt(), now).compareTo(DAY) > 0;
  }

  private boolean judged(Written w) {
    return isOver(w) && (isBusiness(w) || w.handedOver());
  }

  private boolean settled(Written w) {
    if (!isOver(w) || !isBusiness(w) || w.handedOver() || w.claim() != null || disliked(w)) {
      return false;
    }
    Turn last = w.turns().getLast();
    return last.replied() != null
        && (TOLD.contains(last.decision()) || last.decision().equals("Socialise"));
  }

  private boolean cameBack(Written w) {
    if (!settled(w)) {
      return false;
    }
    Instant end = w.closed() == null ? w.lastAt() : w.closed();
    return all.stream()
        .filter(other -> !other.id().equals(w.id()) && other.shopper().equals(w.shopper()))
        .filter(other -> !other.begin().isBefore(end) && other.begin().isBefore(end.plus(DAY)))
        .anyMatch(other -> other.handedOver() || other.claim() != null);
  }

  private static boolean decidedOtherwise(Written w) {
    Claim claim = w.claim();
    return claim != null
        && claim.decided()
        && (claim.granted() == null || claim.granted().compareTo(claim.claimed()) != 0);
  }

  Count count(List<Written> some) {
    return new Count(
        some.size(),
        count(some, Recounted::answered),
        count(some, w -> replied(w).stream().anyMatch(turn -> turn.decision().equals("Clarify"))),
        count(some, Written::handedOver),
        count(some, w -> w.claim() != null),
        some.stream().mapToLong(w -> replied(w).size()).sum(),
        count(some, this::judged),
        count(some, this::settled),
        count(some, w -> answered(w) && (disliked(w) || cameBack(w) || decidedOtherwise(w))),
        count(some, w -> answered(w) && disliked(w)),
        count(some, w -> answered(w) && cameBack(w)),
        count(some, w -> answered(w) && decidedOtherwise(w)));
  }

  private static long count(List<Written> some, Predicate<Written> which) {
    return some.stream().filter(which).count();
  }

  /** Conversations in which each intent was asked about. */
  Map<String, Long> intents(List<Written> some) {
    Set<String> noWish = Set.of("Abstain", "Socialise");
    Map<String, Long> counts = new HashMap<>();
    for (Written w : some) {
      Set<String> wanted = new HashSet<>();
      replied(w).stream()
          .filter(turn -> turn.intent() != null && !turn.intent().equals("oos"))
          .filter(turn -> !turn.policy().equals("flow-under-way"))
          .filter(turn -> !noWish.contains(turn.decision()))
          .forEach(turn -> wanted.add(Objects.requireNonNull(turn.intent())));
      wanted.forEach(intent -> counts.merge(intent, 1L, Long::sum));
    }
    return counts;
  }

  /** Conversations in which each entry was told. */
  Map<String, Long> entries(List<Written> some) {
    Map<String, Long> counts = new HashMap<>();
    for (Written w : some) {
      Set<String> told = new HashSet<>();
      replied(w).stream()
          .filter(turn -> turn.decision().equals("Answer"))
          .forEach(turn -> told.add(turn.entry()));
      told.forEach(entry -> counts.merge(entry, 1L, Long::sum));
    }
    return counts;
  }

  /** Milliseconds from a message to its reply, of which a share of the replies takes no longer. */
  double replying(List<Written> some, int percent) {
    List<Long> times =
        some.stream()
            .flatMap(w -> replied(w).stream())
            .map(turn ->
                Duration.between(turn.at(), Objects.requireNonNull(turn.replied())).toMillis())
            .sorted(Comparator.naturalOrder())
            .toList();
    return times.get((times.size() * percent + 99) / 100 - 1);
  }
}
