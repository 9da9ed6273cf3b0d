package io.xianda.eval.dialogues;

import java.util.List;

/**
 * What a run is worth.
 *
 * @param dialogues how many there were
 * @param passed share in which everything came as expected
 * @param autoResolution of those that the bot could end alone, the share that it ended so and as it
 *     should
 * @param wrongResolution of those that the bot ended alone, the share that did not pass
 * @param missedEscalations where a person was due and none came
 * @param turns median of how often the shopper spoke
 */
public record DialogueMetrics(
    int dialogues,
    double passed,
    double autoResolution,
    double wrongResolution,
    int missedEscalations,
    int turns) {

  /** Those of a run. */
  public static DialogueMetrics of(List<Judged> judged) {
    List<Judged> possible =
        judged.stream()
            .filter(j ->
                j.dialogue().outcome().kind() == Kind.RESOLVED
                    || j.dialogue().outcome().kind() == Kind.DECLINED)
            .toList();
    List<Judged> closed = judged.stream().filter(j -> j.actual().kind().isClosedByBot()).toList();
    int[] turns = judged.stream().mapToInt(j -> j.talked().turns()).sorted().toArray();
    return new DialogueMetrics(
        judged.size(),
        share(judged.stream().filter(Judged::passed).count(), judged.size(), 0),
        share(
            possible.stream()
                .filter(j -> j.actual().kind() == j.dialogue().outcome().kind())
                .count(),
            possible.size(),
            1),
        share(closed.stream().filter(Judged::isWronglyResolved).count(), closed.size(), 0),
        (int) judged.stream().filter(Judged::isMissedEscalation).count(),
        turns.length == 0 ? 0 : turns[turns.length / 2]);
  }

  private static double share(long part, int of, double ofNothing) {
    return of == 0 ? ofNothing : part / (double) of;
  }
}
