package io.xianda.knowledge;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * How vectors lie in the index: a graph (HNSW; Malkov and Yashunin, 2018) over one byte a
 * component. A million entries then take a quarter of the memory that floats would, and what the
 * rounding costs is made good by the cards, which are compared exactly.
 */
final class VectorFormat {

  /** Neighbours of a node, and how many candidates a new one is chosen from: Lucene's defaults. */
  private static final int NEIGHBOURS = 16;

  private static final int BEAM = 100;

  private VectorFormat() {}

  static KnnVectorsFormat chosen() {
    return new Lucene104HnswScalarQuantizedVectorsFormat(
        ScalarEncoding.SEVEN_BIT, NEIGHBOURS, BEAM);
  }
}
