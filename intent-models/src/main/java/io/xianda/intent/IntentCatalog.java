package io.xianda.intent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * All intents in the order of {@code intents.yml}, and the skill groups they belong to. Immutable.
 *
 * <p>The order matters: it is the order of the classes of the trained model.
 */
public final class IntentCatalog {

  private final Map<Intent, IntentDefinition> definitions;
  private final Map<String, String> groupNames;

  private IntentCatalog(Map<Intent, IntentDefinition> definitions, Map<String, String> groupNames) {
    this.definitions = Collections.unmodifiableMap(definitions);
    this.groupNames = Collections.unmodifiableMap(groupNames);
  }

  /** The catalogue shipped with the product. */
  public static IntentCatalog shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            IntentCatalog.class.getResourceAsStream("intents.yml"), "intents.yml is missing")) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a catalogue.
   *
   * @throws IllegalArgumentException naming what is wrong: an unknown action, an unknown group, an
   *     intent twice
   */
  static IntentCatalog read(InputStream yaml) {
    Map<String, String> groups = new LinkedHashMap<>();
    if (!(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml) instanceof Map<?, ?> root)
        || !(root.get("groups") instanceof Map<?, ?> named)
        || !(root.get("intents") instanceof List<?> rows)) {
      throw new IllegalArgumentException("the catalogue needs a map groups and a list intents");
    }
    named.forEach((id, name) -> groups.put(String.valueOf(id), String.valueOf(name)));
    Map<Intent, IntentDefinition> definitions = new LinkedHashMap<>();
    for (Object row : rows) {
      if (!(row instanceof Map<?, ?> fields)) {
        throw new IllegalArgumentException("an intent is a map of fields, not " + row);
      }
      var definition =
          new IntentDefinition(
              new Intent(text(fields, "id")),
              text(fields, "group"),
              action(fields),
              text(fields, "name"),
              text(fields, "means"));
      if (!groups.containsKey(definition.group())) {
        throw new IllegalArgumentException(
            definition.intent() + " names an unknown group: " + definition.group());
      }
      if (definitions.put(definition.intent(), definition) != null) {
        throw new IllegalArgumentException(definition.intent() + " is defined twice");
      }
    }
    if (!definitions.containsKey(Intent.OUT_OF_SCOPE)) {
      throw new IllegalArgumentException("the catalogue lacks the intent oos");
    }
    return new IntentCatalog(definitions, groups);
  }

  private static Action action(Map<?, ?> fields) {
    String name = text(fields, "action");
    for (Action action : Action.values()) {
      if (action.name().toLowerCase(Locale.ROOT).equals(name)) {
        return action;
      }
    }
    throw new IllegalArgumentException(
        fields.get("id") + " has an unknown action: " + name + "; known are faq, flow, human, ...");
  }

  private static String text(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an intent lacks the field " + name + ": " + fields);
    }
    return String.valueOf(value);
  }

  /** All definitions, in catalogue order. */
  public List<IntentDefinition> all() {
    return new ArrayList<>(definitions.values());
  }

  /** All intents, in catalogue order: the classes of the model. */
  public List<Intent> intents() {
    return List.copyOf(definitions.keySet());
  }

  /**
   * The definition of an intent.
   *
   * @throws IllegalArgumentException when the catalogue does not know it
   */
  public IntentDefinition of(Intent intent) {
    IntentDefinition definition = definitions.get(intent);
    if (definition == null) {
      throw new IllegalArgumentException("unknown intent: " + intent);
    }
    return definition;
  }

  /** Whether the catalogue knows this intent. */
  public boolean knows(Intent intent) {
    return definitions.containsKey(intent);
  }

  /** Skill groups by identifier, with the Chinese name that people see. */
  public Map<String, String> groupNames() {
    return groupNames;
  }
}
