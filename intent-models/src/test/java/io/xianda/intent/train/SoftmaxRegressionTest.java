package io.xianda.intent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The regression learns what it is shown, and the same lesson always gives the same weights. */
class SoftmaxRegressionTest {

  private final List<Example> examples = ToyTraining.examples();

  @Test
  void itLearnsTheToyMessages() {
    SoftmaxRegression model = SoftmaxRegression.train(examples, 3, ToyTraining.recipe(7));

    assertThat(examples).allSatisfy(e -> assertThat(best(model, e)).isEqualTo(e.label()));
  }

  @Test
  void theSameDataAndSeedGiveTheSameWeights() {
    SoftmaxRegression one = SoftmaxRegression.train(examples, 3, ToyTraining.recipe(7));
    SoftmaxRegression two = SoftmaxRegression.train(examples, 3, ToyTraining.recipe(7));

    assertThat(two.dense()).isEqualTo(one.dense());
    assertThat(two.grams()).isEqualTo(one.grams());
    assertThat(two.bias()).isEqualTo(one.bias());
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    assertThat(SoftmaxRegression.train(examples, 3, ToyTraining.recipe(8)).dense())
        .isNotEqualTo(SoftmaxRegression.train(examples, 3, ToyTraining.recipe(7)).dense());
  }

  @Test
  void aClassWithoutExamplesIsNeverTheBest() {
    SoftmaxRegression model = SoftmaxRegression.train(examples, 4, ToyTraining.recipe(7));

    assertThat(examples).allSatisfy(e -> assertThat(best(model, e)).isNotEqualTo(3));
  }

  @Test
  void softmaxOfHugeNumbersStaysFinite() {
    float[] values = {1000f, 999f, -1000f};

    SoftmaxRegression.softmax(values, 3);

    assertThat(values[0]).isCloseTo(0.7310586f, within(1e-6f));
    assertThat(values[1]).isCloseTo(0.2689414f, within(1e-6f));
    assertThat(values[2]).isZero();
  }

  private static int best(SoftmaxRegression model, Example example) {
    float[] logits = new float[model.classes()];
    model.logits(example.vector(), example.grams(), logits);
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    return best;
  }
}
