package io.xianda.exchange;

import io.xianda.curating.ToldQuestions;
import io.xianda.knowledge.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What would be told if a file were imported, by its questions: looking up takes no statement.
 * Filled first, asked then; not thread-safe while it is filled.
 */
final class QuestionsToCome implements ToldQuestions {

  /** More entries than that on one question are not told one by one. */
  static final int EACH = 100;

  private final Map<String, List<Told>> byForm = new HashMap<>();

  void add(Told told) {
    List<Told> same = byForm.computeIfAbsent(told.form(), _ -> new ArrayList<>(1));
    if (same.size() < EACH) {
      same.add(told);
    }
  }

  @Override
  public List<Told> told(List<String> forms, EntryId except, int limit) {
    Predicate<Told> other = told -> !told.entry().equals(except);
    return forms.stream()
        .flatMap(form -> byForm.getOrDefault(form, List.of()).stream())
        .filter(other)
        .limit(limit)
        .toList();
  }
}
