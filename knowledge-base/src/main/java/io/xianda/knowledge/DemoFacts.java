package io.xianda.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The facts of the demonstration shop, shipped with the product. Immutable. */
public final class DemoFacts implements ShopFacts {

  private final Map<String, Fact> facts = new LinkedHashMap<>();

  private DemoFacts(Map<String, Object> values) {
    // A value without quotes that YAML takes for a number would come back in other digits.
    values.forEach((name, value) -> facts.put(name, new Fact(name, (String) value)));
  }

  /** Reads them from {@code demo-facts.yml}. */
  public static DemoFacts shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            DemoFacts.class.getResourceAsStream("demo-facts.yml"), "demo-facts.yml is missing")) {
      return new DemoFacts(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Fact> all() {
    return List.copyOf(facts.values());
  }

  @Override
  public Optional<String> valueOf(String name) {
    return Optional.ofNullable(facts.get(name)).map(Fact::value);
  }
}
