package io.xianda.knowledge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry with everything about it that is compared with a message, computed once when it is
 * indexed: of each passage (question, similar questions, last the answer) the vector and the
 * bigrams. Immutable.
 */
final class EntryCard {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Entry entry;
  private final List<String> texts;

  /**
   * In units of 1/{@link #ONE}. The JIT compiles a sum of products of whole numbers to vector
   * instructions but must keep the order of a sum of floats: this is twice as fast and exact to
   * four digits. A product of two such vectors is at most ONE squared, which an int holds.
   */
  private final short[][] vectors;

  private static final int ONE = 32_767;

  private final int[][] bigrams;
  private final GoodsNamed goods;
  private final Set<String> numbers;

  private EntryCard(Entry entry, List<String> texts, short[][] vectors) {
    this.entry = entry;
    this.texts = List.copyOf(texts);
    this.vectors = vectors;
    this.bigrams = new int[texts.size()][];
    for (int passage = 0; passage < bigrams.length; passage++) {
      bigrams[passage] =
          TextAnalysis.distinctBigrams(texts.get(passage)).stream()
              .mapToInt(String::hashCode)
              .toArray();
    }
    // What the answer names in passing is not what the entry is about.
    this.goods = GoodsNamed.in(texts.subList(0, texts.size() - 1));
    this.numbers = TextAnalysis.numbers(texts);
  }

  /**
   * A card of an entry.
   *
   * @param texts its passages, normalised: question, similar questions, answer
   * @param vectors of these texts, each of length 1 or shorter
   */
  static EntryCard of(Entry entry, List<String> texts, List<float[]> vectors) {
    if (texts.size() != vectors.size() || texts.size() != passages(entry).size()) {
      throw new IllegalArgumentException(
          "%s has %d passages, %d texts, %d vectors"
              .formatted(entry.id(), passages(entry).size(), texts.size(), vectors.size()));
    }
    return new EntryCard(
        entry, texts, vectors.stream().map(EntryCard::scaled).toArray(short[][]::new));
  }

  /** The passages of an entry as they were written: question, similar questions, answer. */
  static List<String> passages(Entry entry) {
    List<String> passages = new ArrayList<>(entry.questions());
    passages.add(entry.answer());
    return passages;
  }

  Entry entry() {
    return entry;
  }

  /** The passages, normalised. */
  List<String> texts() {
    return texts;
  }

  GoodsNamed goods() {
    return goods;
  }

  /** The numbers that stand in any of its passages. */
  Set<String> numbers() {
    return numbers;
  }

  /** The vector of a passage, exact to four digits. */
  float[] vector(int passage) {
    short[] scaled = vectors[passage];
    float[] vector = new float[scaled.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scaled[i] / (float) ONE;
    }
    return vector;
  }

  /** Roughly what it takes in memory. */
  int bytes() {
    int bytes = 500;
    for (int i = 0; i < vectors.length; i++) {
      bytes += 2 * vectors[i].length + 4 * bigrams[i].length + 2 * texts.get(i).length() + 100;
    }
    return bytes;
  }

  /** Whole numbers for a vector of length one, or shorter. */
  static short[] scaled(float[] vector) {
    double squares = 0;
    short[] scaled = new short[vector.length];
    for (int i = 0; i < vector.length; i++) {
      squares += (double) vector[i] * vector[i];
      scaled[i] = (short) Math.round(vector[i] * ONE);
    }
    if (!(squares <= 1.01)) {
      throw new IllegalArgumentException("the vector's length is not 1: " + Math.sqrt(squares));
    }
    return scaled;
  }

  private static double cosine(short[] a, short[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum / ((double) ONE * ONE);
  }

  /** As an index keeps it; {@link #read} gives it back. */
  byte[] write() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      write(out, JSON.writeValueAsBytes(entry));
      out.writeInt(texts.size());
      for (int passage = 0; passage < vectors.length; passage++) {
        write(out, texts.get(passage).getBytes(StandardCharsets.UTF_8));
        out.writeInt(vectors[passage].length);
        for (short x : vectors[passage]) {
          out.writeShort(x);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IOException when it was damaged
   */
  static EntryCard read(byte[] bytes, int offset, int length) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length))) {
      Entry entry = JSON.readValue(in.readNBytes(in.readInt()), Entry.class);
      List<String> texts = new ArrayList<>();
      short[][] vectors = new short[in.readInt()][];
      for (int passage = 0; passage < vectors.length; passage++) {
        texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        vectors[passage] = new short[in.readInt()];
        for (int i = 0; i < vectors[passage].length; i++) {
          vectors[passage][i] = in.readShort();
        }
      }
      return new EntryCard(entry, texts, vectors);
    }
  }

  /**
   * How near an entry is to a message.
   *
   * @param dense cosine of the nearest question
   * @param support mean cosine of the three nearest questions
   * @param denseAnswer cosine of the answer
   * @param coverage share of the message's bigrams in the best question
   */
  record Nearness(double dense, double support, double denseAnswer, double coverage) {}

  /** A message, prepared for being compared with many cards. */
  static final class Probe {

    private final short[] vector;
    private final HashedSet bigrams;
    private final int distinct;

    /**
     * @param vector of the message
     * @param bigrams of the message, each once
     */
    Probe(float[] vector, Iterable<String> bigrams) {
      this.vector = scaled(vector);
      this.bigrams = new HashedSet();
      int count = 0;
      for (String bigram : bigrams) {
        this.bigrams.add(bigram.hashCode());
        count++;
      }
      this.distinct = count;
    }

    Nearness to(EntryCard card) {
      int answer = card.vectors.length - 1;
      var nearest = new Nearest();
      int covered = 0;
      for (int passage = 0; passage < answer; passage++) {
        nearest.add(cosine(vector, card.vectors[passage]));
        covered = Math.max(covered, shared(card.bigrams[passage]));
      }
      return new Nearness(
          nearest.first,
          nearest.mean(),
          cosine(vector, card.vectors[answer]),
          distinct == 0 ? 0 : Math.min(1, covered / (double) distinct));
    }

    private int shared(int[] passage) {
      int shared = 0;
      for (int bigram : passage) {
        shared += bigrams.contains(bigram) ? 1 : 0;
      }
      return shared;
    }
  }

  /** A set of ints by open addressing: a search asks it tens of thousands of times. */
  private static final class HashedSet {

    private int[] slots = new int[256];
    private boolean[] taken = new boolean[256];
    private int size;

    void add(int value) {
      if (2 * size >= slots.length) {
        grow();
      }
      int at = place(value);
      if (!taken[at]) {
        taken[at] = true;
        slots[at] = value;
        size++;
      }
    }

    boolean contains(int value) {
      return taken[place(value)];
    }

    /** Where the value is, or would be. */
    private int place(int value) {
      int mask = slots.length - 1;
      int at = (value * 0x9E3779B9) >>> 8 & mask;
      while (taken[at] && slots[at] != value) {
        at = at + 1 & mask;
      }
      return at;
    }

    private void grow() {
      int[] values = slots;
      boolean[] were = taken;
      slots = new int[2 * values.length];
      taken = new boolean[slots.length];
      size = 0;
      for (int i = 0; i < values.length; i++) {
        if (were[i]) {
          add(values[i]);
        }
      }
    }
  }

  /** The three highest cosines of an entry's questions. */
  private static final class Nearest {

    private double first = -1;
    private double second = -1;
    private double third = -1;
    private int count;

    void add(double cosine) {
      count++;
      if (cosine > first) {
        third = second;
        second = first;
        first = cosine;
      } else if (cosine > second) {
        third = second;
        second = cosine;
      } else if (cosine > third) {
        third = cosine;
      }
    }

    double mean() {
      return switch (count) {
        case 0 -> -1;
        case 1 -> first;
        case 2 -> (first + second) / 2;
        default -> (first + second + third) / 3;
      };
    }
  }
}
