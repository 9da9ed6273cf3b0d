package io.xianda.intent.slot;

import io.xianda.intent.slot.ItemMention.How;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the items that one text means. Not thread-safe: one reader for one text. */
final class ItemReader {

  /** As far as a pattern looks back. */
  private static final int BACK = 8;

  private static final int SHORTEST_PART = 2;

  private final String text;
  private final List<ItemName> names;

  ItemReader(String text, List<String> names) {
    this.text = text;
    this.names = names.stream().map(ItemName::of).toList();
  }

  List<Mention<ItemMention>> read() {
    if (names.isEmpty()) {
      return List.of();
    }
    List<Mention<ItemMention>> named = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      Mention<ItemMention> mention = named(i);
      if (mention == null) {
        i++;
      } else {
        named.add(mention);
        i = mention.span().end();
      }
    }
    List<Mention<ItemMention>> found = new ArrayList<>(named);
    addOrdinals(found);
    found = withoutSetAside(Ordered.apart(found));
    addAll(found, !named.isEmpty());
    return Ordered.apart(found);
  }

  // ---- by name

  private @Nullable Mention<ItemMention> named(int start) {
    Mention<ItemMention> byName = longestPart(start);
    Mention<ItemMention> byOther = otherWord(start);
    if (byOther != null && (byName == null || byOther.span().end() > byName.span().end())) {
      return byOther;
    }
    if (byName != null) {
      return byName;
    }
    Mention<ItemMention> bySize = size(start);
    return bySize != null ? bySize : oneCharacter(start);
  }

  /** The longest piece of any name that stands here. */
  private @Nullable Mention<ItemMention> longestPart(int start) {
    int longest = 0;
    How best = How.PART;
    List<Integer> indices = new ArrayList<>();
    for (int n = 0; n < names.size(); n++) {
      String core = names.get(n).core();
      for (int from = 0; from < core.length(); from++) {
        int length = common(core, from, start);
        How how = how(core, from, length, start);
        if (how == null || length < longest) {
          continue;
        }
        if (length > longest || how.compareTo(best) < 0) {
          longest = length;
          best = how;
          indices.clear();
        }
        if (how == best && !indices.contains(n)) {
          indices.add(n);
        }
      }
    }
    if (indices.isEmpty()) {
      return null;
    }
    int end = start + longest;
    if (matches(ItemWords.FLAVOUR, end)) {
      return null;
    }
    if (best == How.NAME) {
      end = withSize(indices, end);
    }
    return new Mention<>(new Span(start, end), new ItemMention(indices, best));
  }

  private int common(String core, int from, int start) {
    int length = 0;
    while (from + length < core.length()
        && start + length < text.length()
        && core.charAt(from + length) == text.charAt(start + length)) {
      length++;
    }
    return length;
  }

  /** How a piece of a name means the item; null when it is too little. */
  private @Nullable How how(String core, int from, int length, int start) {
    boolean whole = length == core.length();
    if (whole && (length >= SHORTEST_PART || isWordAlone(start, start + length))) {
      return How.NAME;
    }
    String piece = core.substring(from, from + length);
    long letters = piece.chars().filter(c -> c >= 0x3400).count();
    if (length < SHORTEST_PART) {
      return null;
    }
    if (letters < SHORTEST_PART) {
      // 8424 of 8424西瓜, but neither 84 nor a number that only begins so.
      boolean run =
          letters == 0
              && length > SHORTEST_PART
              && (from + length == core.length() || core.charAt(from + length) >= 0x3400)
              && isNoDigit(start - 1)
              && isNoDigit(start + length);
      return run ? How.PART : null;
    }
    if (ItemWords.COMMON.contains(piece)) {
      return matches(ItemWords.POINTED_AT, start + length) ? How.PART : null;
    }
    if (from + length == core.length()) {
      return How.HEAD;
    }
    // 土鸡 of 土鸡蛋 is another thing, 红颜 of 红颜草莓 is not: only what goes on as a sentence counts.
    return length > SHORTEST_PART || matches(ItemWords.ENDS_WORD, start + length) ? How.PART : null;
  }

  private boolean isNoDigit(int at) {
    return at < 0 || at >= text.length() || !Character.isDigit(text.charAt(at));
  }

  /** 红颜草莓 300g: the size behind settles which of two. */
  private int withSize(List<Integer> indices, int end) {
    int after = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
    List<Integer> sized =
        indices.stream()
            .filter(
                n -> !names.get(n).size().isEmpty() && text.startsWith(names.get(n).size(), after))
            .toList();
    if (sized.isEmpty()) {
      return end;
    }
    int size = names.get(sized.getFirst()).size().length();
    indices.retainAll(sized);
    return after + size;
  }

  private @Nullable Mention<ItemMention> otherWord(int start) {
    Mention<ItemMention> best = null;
    for (Map.Entry<String, List<String>> entry : ItemWords.OTHER_WORDS.entrySet()) {
      String word = entry.getKey();
      int end = start + word.length();
      if (!text.startsWith(word, start) || (best != null && best.span().end() >= end)) {
        continue;
      }
      List<Integer> indices =
          IntStream.range(0, names.size())
              .filter(n -> entry.getValue().stream().anyMatch(names.get(n).core()::contains))
              .boxed()
              .toList();
      if (!indices.isEmpty() && !matches(ItemWords.FLAVOUR, end)) {
        best = new Mention<>(new Span(start, end), new ItemMention(indices, How.PART));
      }
    }
    return best;
  }

  /** 300g那盒. */
  private @Nullable Mention<ItemMention> size(int start) {
    if (!isNoDigit(start - 1) || !Character.isDigit(text.charAt(start))) {
      return null;
    }
    List<Integer> indices = new ArrayList<>();
    int end = start;
    for (int n = 0; n < names.size(); n++) {
      String size = names.get(n).size();
      if (!size.isEmpty()
          && text.startsWith(size, start)
          && matches(ItemWords.POINTED_AT, start + size.length())) {
        indices.add(n);
        end = start + size.length();
      }
    }
    return indices.isEmpty()
        ? null
        : new Mention<>(new Span(start, end), new ItemMention(indices, How.PART));
  }

  /** 虾都死了, 那个莓, 莓莓. */
  private @Nullable Mention<ItemMention> oneCharacter(int start) {
    char c = text.charAt(start);
    if (ItemWords.FOODS.indexOf(c) < 0) {
      return null;
    }
    int end = start + 1;
    boolean doubled = end < text.length() && text.charAt(end) == c;
    if (doubled) {
      if (ItemWords.NEVER_DOUBLED.indexOf(c) >= 0) {
        return null;
      }
      end++;
    } else if (!isWordAlone(start, end)) {
      return null;
    }
    List<Integer> indices =
        IntStream.range(0, names.size())
            .filter(n -> isFoodOf(names.get(n).core(), c))
            .boxed()
            .toList();
    return indices.isEmpty()
        ? null
        : new Mention<>(new Span(start, end), new ItemMention(indices, How.PART));
  }

  /** 虾 is what 冷冻虾仁 is; 鸡 is not what 土鸡蛋 is, nor 牛 what 牛奶 is. */
  private static boolean isFoodOf(String core, char c) {
    int at = core.lastIndexOf(c);
    if (at < 0) {
      return false;
    }
    char last = core.charAt(core.length() - 1);
    return at == core.length() - 1 || (core.length() - at <= 3 && "蛋奶油饼糕面菜瓜椒".indexOf(last) < 0);
  }

  private boolean isWordAlone(int start, int end) {
    return isBefore(ItemWords.STARTS_WORD, start) && matches(ItemWords.ENDS_WORD, end);
  }

  // ---- what is set aside

  private List<Mention<ItemMention>> withoutSetAside(List<Mention<ItemMention>> named) {
    List<Mention<ItemMention>> kept = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      Mention<ItemMention> mention = named.get(i);
      Span span = mention.span();
      if (isBefore(ItemWords.EXCEPT_BEFORE, span.start())) {
        List<Integer> others =
            IntStream.range(0, names.size())
                .filter(n -> !mention.value().indices().contains(n))
                .boxed()
                .toList();
        if (!others.isEmpty()) {
          kept.add(new Mention<>(span, new ItemMention(others, How.EXCEPT)));
        }
        continue;
      }
      int next = i + 1 < named.size() ? named.get(i + 1).span().start() : -1;
      boolean not = isBefore(ItemWords.NOT_BEFORE, span.start());
      boolean wrong =
          next >= 0
              && ItemWords.WRONG_BETWEEN
                  .matcher(text)
                  .region(span.end(), Math.min(next, span.end() + BACK))
                  .find();
      boolean fine =
          named.size() > 1
              && (matches(ItemWords.FINE_AFTER, span.end())
                  || isBefore(ItemWords.LEFT_OUT_BEFORE, span.start()));
      if (!(not || wrong || fine)) {
        kept.add(mention);
      }
    }
    return kept;
  }

  // ---- by place

  private void addOrdinals(List<Mention<ItemMention>> found) {
    Matcher m = ItemWords.ORDINAL.matcher(text);
    while (m.find()) {
      List<Integer> indices = places(m);
      if (!indices.isEmpty()) {
        found.add(
            new Mention<>(new Span(m.start(), m.end()), new ItemMention(indices, How.ORDINAL)));
      }
    }
  }

  private List<Integer> places(Matcher m) {
    int count = names.size();
    String number = m.group("n");
    if (number != null) {
      int n = Numerals.small(number);
      return n < 1 || n > count ? List.of() : List.of(m.group("last") != null ? count - n : n - 1);
    }
    String several = m.group("k");
    String side = m.group("side");
    if (several != null && side != null) {
      int k = Numerals.small(several);
      int from = side.startsWith("前") || side.startsWith("上") ? 0 : count - k;
      return k > count ? List.of() : IntStream.range(from, from + k).boxed().toList();
    }
    if (m.group("head") != null) {
      return List.of(0);
    }
    String direction = m.group("dir") != null ? m.group("dir") : m.group("edge");
    boolean first = direction != null && (direction.contains("上") || direction.contains("前"));
    return List.of(first ? 0 : count - 1);
  }

  private void addAll(List<Mention<ItemMention>> found, boolean named) {
    Matcher m = ItemWords.ALL.matcher(text);
    while (m.find()) {
      String number = m.group("n");
      // 草莓全都烂了: all of the strawberries, not all that was ordered.
      boolean all =
          number == null
              ? !named
              : Numerals.small(number) == names.size()
                  && ItemWords.COUNTS_WITHOUT_PIECE.matcher(m.group()).matches();
      if (all) {
        List<Integer> indices = IntStream.range(0, names.size()).boxed().toList();
        found.add(new Mention<>(new Span(m.start(), m.end()), new ItemMention(indices, How.ALL)));
      }
    }
  }

  // ---- the text

  private boolean matches(Pattern pattern, int start) {
    return pattern
        .matcher(text)
        .region(start, text.length())
        .useTransparentBounds(true)
        .lookingAt();
  }

  private boolean isBefore(Pattern pattern, int end) {
    return pattern.matcher(text.substring(Math.max(0, end - BACK), end)).find();
  }
}
