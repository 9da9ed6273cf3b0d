package io.xianda.knowledge;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.DocIdSetBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Matches given documents of one reader: those that a search by words has found, from where the
 * search by meaning sets out. Good for one search.
 */
final class SeedPassages extends Query {

  private final int[] documents;

  /**
   * @param documents by their numbers in the whole reader
   */
  SeedPassages(int[] documents) {
    this.documents = documents.clone();
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        int[] here = of(leaf);
        if (here.length == 0) {
          return null;
        }
        int end = leaf.reader().maxDoc();
        var set = new DocIdSetBuilder(end);
        DocIdSetBuilder.BulkAdder adder = set.grow(here.length);
        Arrays.stream(here).forEach(adder::add);
        return ConstantScoreScorerSupplier.fromIterator(set.build().iterator(), score(), mode, end);
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  /** Those of a segment, by their numbers in it. */
  private int[] of(LeafReaderContext leaf) {
    return Arrays.stream(documents)
        .map(document -> document - leaf.docBase)
        .filter(document -> document >= 0 && document < leaf.reader().maxDoc())
        .toArray();
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return documents.length + " passages";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SeedPassages seeds && Arrays.equals(documents, seeds.documents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(documents);
  }
}
