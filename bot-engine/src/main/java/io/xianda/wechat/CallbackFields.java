package io.xianda.wechat;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a callback, read from JSON or XML, whichever it is. Only texts and numbers of the
 * outermost level are kept: nothing that Xianda understands lies deeper. What names a field twice
 * is refused, because two readers could read it differently.
 *
 * @param values by name, as WeChat spells it
 */
record CallbackFields(Map<String, String> values) {

  private static final int MOST_FIELDS = 64;
  private static final int DEEPEST = 8;
  private static final int LONGEST_NAME = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(LONGEST_NAME)
                          .maxStringLength(OpenCallback.LARGEST)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .build();

  CallbackFields {
    values = Map.copyOf(values);
  }

  /** It is neither JSON nor XML, or more than a callback may be. */
  static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message, null, false, false);
    }
  }

  /** The field of this name, if there is one. */
  @Nullable String get(String name) {
    return values.get(name);
  }

  /**
   * Reads a body in UTF-8.
   *
   * @throws UnreadableException for whatever reason it cannot
   */
  static CallbackFields read(byte[] body) throws UnreadableException {
    String text = text(body).strip();
    try {
      if (text.startsWith("<")) {
        return xml(text);
      }
      if (text.startsWith("{")) {
        return json(text);
      }
    } catch (JacksonException | XMLStreamException e) {
      throw new UnreadableException("cannot be read");
    } catch (RuntimeException e) {
      // Parsers meet garbage with all kinds of exceptions.
      throw new UnreadableException("cannot be read at all");
    }
    throw new UnreadableException("neither JSON nor XML");
  }

  private static String text(byte[] body) throws UnreadableException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableException("no UTF-8");
    }
  }

  private static CallbackFields json(String text) throws UnreadableException {
    var fields = new Fields();
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        if (value == JsonToken.VALUE_STRING
            || value == JsonToken.VALUE_NUMBER_INT
            || value == JsonToken.VALUE_NUMBER_FLOAT) {
          fields.put(name, in.getString());
        } else {
          in.skipChildren();
        }
      }
      if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
        throw new UnreadableException("not one object");
      }
    }
    return new CallbackFields(fields.values);
  }

  private static CallbackFields xml(String text) throws XMLStreamException, UnreadableException {
    XMLStreamReader in = factory().createXMLStreamReader(new StringReader(text));
    try {
      return xml(in);
    } finally {
      in.close();
    }
  }

  /**
   * One for each callback, because those of the JDK may share state; the JDK's own, because it is
   * known what it obeys.
   */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("nothing from elsewhere is read");
    });
    return factory;
  }

  private static CallbackFields xml(XMLStreamReader in)
      throws XMLStreamException, UnreadableException {
    var fields = new Fields();
    int depth = 0;
    boolean flat = true;
    String name = "";
    StringBuilder value = new StringBuilder();
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new UnreadableException("XML that declares or refers to something");
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > DEEPEST) {
            throw new UnreadableException("too deep");
          }
          if (depth == 2) {
            name = in.getLocalName();
            value.setLength(0);
            flat = true;
          } else if (depth > 2) {
            flat = false;
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (depth == 2) {
            value.append(in.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (depth-- == 2 && flat) {
            fields.put(name, value.toString());
          }
        }
        default -> {
          // White space, comments and instructions say nothing.
        }
      }
    }
    return new CallbackFields(fields.values);
  }

  private static final class Fields {

    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) throws UnreadableException {
      if (name.length() > LONGEST_NAME
          || values.size() >= MOST_FIELDS
          || values.putIfAbsent(name, value) != null) {
        throw new UnreadableException("too many fields, or one of them twice");
      }
    }
  }

  /** The names alone: what a shopper wrote does not reach a log. */
  @Override
  public String toString() {
    return "CallbackFields" + values.keySet();
  }
}
