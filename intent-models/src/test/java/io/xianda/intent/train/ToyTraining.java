package io.xianda.intent.train;

import io.xianda.intent.CharacterGrams;
import io.xianda.intent.HashedCharacters;
import io.xianda.intent.Intent;
import io.xianda.intent.IntentModel;
import io.xianda.intent.Normaliser;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A training small enough to be done in every test: three intents, ten messages each. */
public final class ToyTraining {

  static final List<Intent> CLASSES =
      List.of(new Intent("delivery.eta"), new Intent("quality.spoiled"), Intent.OUT_OF_SCOPE);

  private static final List<List<String>> MESSAGES =
      List.of(
          List.of(
              "几点能送到", "还要多久送到", "什么时候送", "多久能到", "送到要几点", "几点送", "大概几点能到", "我的菜几点到", "还有多久到",
              "今天几点送到"),
          List.of(
              "草莓烂了", "苹果烂了一半", "虾臭了", "桃子发霉了", "菜烂了好多", "牛奶臭了", "葡萄烂了", "橙子发霉", "肉臭了不能吃",
              "草莓烂了一半"),
          List.of(
              "今天股市怎么样", "帮我写首诗", "天气好吗", "讲个笑话", "股票涨了没", "写一篇作文", "你会唱歌吗", "世界杯谁赢", "明天天气",
              "讲个故事"));

  private ToyTraining() {}

  /** The model of the toy messages. */
  public static IntentModel model() {
    TrainedModel trained = train(messages(), recipe(7));
    return IntentModel.of(
        JsonMapper.shared().writeValueAsBytes(trained.manifest()),
        trained.head(),
        new HashedCharacters());
  }

  static TrainedModel train(TrainingMessages messages, Recipe recipe) {
    return new TrainIntentModel(new HashedCharacters(), recipe)
        .train(messages, CLASSES, message -> true, n -> {});
  }

  static TrainingMessages messages() {
    List<TrainingMessage> all = new ArrayList<>();
    for (int k = 0; k < CLASSES.size(); k++) {
      for (String text : MESSAGES.get(k)) {
        all.add(new TrainingMessage(CLASSES.get(k), List.of(), text));
      }
    }
    return new TrainingMessages(all, "toy");
  }

  static List<Example> examples() {
    var encoder = new HashedCharacters();
    return messages().all().stream()
        .map(message -> {
          String text = Normaliser.normalise(message.text()).text();
          return new Example(
              encoder.encode(text), CharacterGrams.of(text), CLASSES.indexOf(message.intent()));
        })
        .toList();
  }

  static Recipe recipe(long seed) {
    return new Recipe(12, 12, 0.2f, 0.1f, 0.1f, 0.02f, 0.5f, seed);
  }
}
