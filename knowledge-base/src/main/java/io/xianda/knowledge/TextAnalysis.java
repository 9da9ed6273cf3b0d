package io.xianda.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Cuts a text into words (Lucene's smartcn) and into pairs of neighbouring characters. It happens
 * here once, and every index gets the same terms. Thread-safe.
 */
final class TextAnalysis {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final SmartChineseAnalyzer analyzer = new SmartChineseAnalyzer(false);

  /** The words of a normalised text, in order. */
  List<String> words(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        String word = term.toString();
        if (Character.isLetterOrDigit(word.codePointAt(0))) {
          words.add(word);
        }
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  /** Pairs of neighbouring letters or digits; a single one stands for itself. */
  static List<String> bigrams(String text) {
    List<String> bigrams = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    int start = 0;
    while (start < points.length) {
      if (!Character.isLetterOrDigit(points[start])) {
        start++;
        continue;
      }
      int end = start;
      while (end < points.length && Character.isLetterOrDigit(points[end])) {
        end++;
      }
      if (end - start == 1) {
        bigrams.add(new String(points, start, 1));
      }
      for (int i = start; i + 1 < end; i++) {
        bigrams.add(new String(points, i, 2));
      }
      start = end;
    }
    return bigrams;
  }

  /** The runs of digits in any of these texts. */
  static Set<String> numbers(List<String> texts) {
    Set<String> numbers = new HashSet<>();
    for (String text : texts) {
      NUMBER.matcher(text).results().forEach(found -> numbers.add(found.group()));
    }
    return numbers;
  }

  static Set<String> distinctBigrams(String text) {
    return new LinkedHashSet<>(bigrams(text));
  }
}
