package io.xianda.wording;

import io.xianda.knowledge.GoodsNamed;
import io.xianda.wording.Mark.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a text commits to, in its order: figures with their units, goods, denials, conditions,
 * times, promises and deeds. Two texts with the same skeleton differ in their words, not in their
 * terms. The order counts, because 满39元免、不满收5元 must not become 不满39元免、满收5元.
 *
 * <p>Whatever looks like a figure is one, unless the list in {@code marks.txt} says that it is not:
 * a rewording that is refused for nothing costs nothing. Linear in the length of the text.
 *
 * @param text without spaces, in one width, in lower case
 * @param marks in their order
 */
record Skeleton(String text, List<Mark> marks) {

  private static final String HAN_DIGITS = "零〇一二两三四五六七八九十百千万亿半几双俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟";

  private static final Pattern FIGURE =
      Pattern.compile(
          "(?:第|周|星期|礼拜)?(?:\\d+(?:[.,:/~～\\-–—至到xX*]\\d+)*%?|["
              + HAN_DIGITS
              + "]+(?:分之["
              + HAN_DIGITS
              + "]+)?|[a-z]*\\d+[a-z]*)");

  private static final Pattern UNIT =
      Pattern.compile(
          "个工作日|工作日|个小时|小时|分钟|个月|公里|千米|千克|公斤|毫升|厘米|摄氏度|平方米|多|点半|点|元|块|角|分|秒|天|日|号|月|年|周|斤|克|升|米|度|折|倍|件|份|盒|袋|个|颗|只|次|张|单|岁|成|位|条|种|级|楼|档|瓶|箱|包|枚|℃|°c|kg|km|ml|mg|cm|g|l|m");

  private static final Map<String, Kind> WORDS = words();
  private static final int LONGEST =
      WORDS.keySet().stream().mapToInt(String::length).max().orElse(1);

  Skeleton {
    marks = List.copyOf(marks);
  }

  /** Of any text. */
  static Skeleton of(String raw) {
    String text = compact(raw);
    List<Mark> marks = new ArrayList<>();
    Matcher figure = FIGURE.matcher(text);
    for (int at = 0; at < text.length(); ) {
      Mark word = wordAt(text, at);
      Mark number = figureAt(figure, text, at);
      Mark longer = number != null && (word == null || number.end() > word.end()) ? number : word;
      if (longer == null) {
        at++;
        continue;
      }
      if (longer.kind() != Kind.PLAIN) {
        marks.add(longer);
      }
      at = longer.end();
    }
    return new Skeleton(text, marks);
  }

  /** One width, lower case, no spaces, as this class reads texts. */
  static String compact(String raw) {
    return Normalizer.normalize(raw, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", "");
  }

  /** The marks without goods that only the shopper has named. */
  List<Mark> marksWithout(Set<String> goods) {
    return marks.stream()
        .filter(mark -> mark.kind() != Kind.GOODS || !goods.contains(mark.word()))
        .toList();
  }

  /** The goods that it names. */
  Set<String> goods() {
    return marks.stream()
        .filter(mark -> mark.kind() == Kind.GOODS)
        .map(Mark::word)
        .collect(Collectors.toSet());
  }

  private static @Nullable Mark wordAt(String text, int at) {
    for (int length = Math.min(LONGEST, text.length() - at); length > 0; length--) {
      String word = text.substring(at, at + length);
      Kind kind = WORDS.get(word);
      if (kind != null) {
        return new Mark(kind, word, at);
      }
    }
    return null;
  }

  private static @Nullable Mark figureAt(Matcher figure, String text, int at) {
    if (!figure.region(at, text.length()).lookingAt()) {
      return null;
    }
    int end = figure.end();
    Matcher unit = UNIT.matcher(text).region(end, text.length());
    if (unit.lookingAt()) {
      end = unit.end();
    } else if (end < text.length()
        && Character.isLetter(text.charAt(end))
        && wordAt(text, end) == null) {
      // An unknown unit: 3朵 is not 3捧.
      end++;
    }
    return new Mark(Kind.FIGURE, text.substring(at, end), at);
  }

  private static Map<String, Kind> words() {
    Map<String, Kind> words = new HashMap<>();
    GoodsNamed.names().forEach(name -> words.put(compact(name), Kind.GOODS));
    for (String line : WordList.lines("marks.txt")) {
      String[] parts = line.split(" ", -1);
      Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
      for (int i = 1; i < parts.length; i++) {
        words.put(parts[i], kind);
      }
    }
    return Map.copyOf(words);
  }
}
