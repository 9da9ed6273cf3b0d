package io.xianda.eval.dialogues;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map of a YAML file that knows where it stands. All values are texts as they are written, so
 * that {@code 10:30} is a time and {@code 13700001234} a telephone number.
 */
final class YamlFields {

  private final String file;
  private final String dialogue;
  private final Node node;
  private final Map<String, Node> fields = new LinkedHashMap<>();

  private YamlFields(String file, String dialogue, Node node) {
    this.file = file;
    this.dialogue = dialogue;
    this.node = node;
  }

  /**
   * The fields of a map.
   *
   * @param dialogue whose they are, or an empty text
   */
  static YamlFields of(String file, String dialogue, Node node, Set<String> allowed) {
    var read = new YamlFields(file, dialogue, node);
    if (!(node instanceof MappingNode map)) {
      throw read.unusable(node, "a map of " + listed(allowed) + " is expected");
    }
    for (NodeTuple tuple : map.getValue()) {
      String name = read.scalar(tuple.getKeyNode(), "a field's name");
      if (!allowed.contains(name)) {
        throw read.unusable(
            tuple.getKeyNode(), "unknown field " + name + "; known are " + listed(allowed));
      }
      if (read.fields.put(name, tuple.getValueNode()) != null) {
        throw read.unusable(tuple.getKeyNode(), "the field " + name + " stands there twice");
      }
    }
    return read;
  }

  private static String listed(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  /** The same fields, as those of a dialogue whose id is known by now. */
  YamlFields ofDialogue(String id) {
    var named = new YamlFields(file, id, node);
    named.fields.putAll(fields);
    return named;
  }

  YamlFields map(String field, Set<String> allowed) {
    return of(file, dialogue, required(field), allowed);
  }

  Optional<YamlFields> optionalMap(String field, Set<String> allowed) {
    return optional(field).map(value -> of(file, dialogue, value, allowed));
  }

  /** A map that stands somewhere inside. */
  YamlFields inside(Node element, Set<String> allowed) {
    return of(file, dialogue, element, allowed);
  }

  Set<String> names() {
    return fields.keySet();
  }

  String text(String field) {
    return scalar(required(field), "the field " + field);
  }

  Optional<String> optionalText(String field) {
    return optional(field).map(value -> scalar(value, "the field " + field));
  }

  /** A list of texts, where one alone is as good; none when the field is missing. */
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Node element : elements(field)) {
      texts.add(scalar(element, "the field " + field));
    }
    return texts;
  }

  /** The elements of a list, or the one that stands in its place. */
  List<Node> elements(String field) {
    return optional(field)
        .map(value -> value instanceof SequenceNode list ? list.getValue() : List.of(value))
        .orElse(List.of());
  }

  Optional<Node> optional(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  private Node required(String field) {
    return optional(field).orElseThrow(() -> unusable(node, "the field " + field + " is missing"));
  }

  private String scalar(Node value, String what) {
    if (value instanceof ScalarNode scalar
        && !scalar.getTag().equals(Tag.NULL)
        && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw unusable(value, what + " is no text");
  }

  UnusableSuiteException unusable(String field, String problem) {
    return unusable(optional(field).orElse(node), problem);
  }

  private UnusableSuiteException unusable(Node where, String problem) {
    return new UnusableSuiteException(
        "%s line %d%s: %s"
            .formatted(
                file,
                where.getStartMark().getLine() + 1,
                dialogue.isEmpty() ? "" : " (dialogue " + dialogue + ")",
                problem.lines().findFirst().orElse("")));
  }
}
