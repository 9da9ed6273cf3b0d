package io.xianda.order;

import io.xianda.conversation.ShopperId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is spoken with a merchant's order system, as docs/order-gateway.yaml describes it. Fields
 * that nobody knows are passed over, fields that are needed must be there. Thread-safe.
 */
final class MerchantJson {

  /** In bytes; a shopper's orders of half a year have a tenth of it. */
  static final int LARGEST = 1024 * 1024;

  private static final int MOST_ORDERS = 500;

  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(LARGEST)
                          .maxNestingDepth(20)
                          .maxStringLength(10_000)
                          .build())
                  .build())
          .build();

  /**
   * An answer to an effect.
   *
   * @param result {@code applied} or {@code refused}
   * @param reason of a refusal, else {@code null}
   */
  record Answer(String result, @Nullable String reason) {

    static Answer of(EffectResult result) {
      return switch (result) {
        case EffectResult.Applied applied -> new Answer("applied", null);
        case EffectResult.Refused(String reason) -> new Answer("refused", reason);
        case EffectResult.Unknown unknown ->
            throw new IllegalArgumentException("an answer is definite");
      };
    }

    EffectResult result(String word) {
      if (word.equals("applied")) {
        return new EffectResult.Applied();
      }
      if (word.equals("refused") && reason != null && reason.matches("[a-z0-9-]{1,60}")) {
        return new EffectResult.Refused(reason);
      }
      throw new IllegalArgumentException("neither applied nor refused with a reason");
    }
  }

  String write(Object value) {
    return json.writeValueAsString(value);
  }

  /**
   * Reads an account.
   *
   * @throws IllegalArgumentException when it is none; the message shows nothing of it
   */
  Account account(byte[] body) {
    Account account = read(body, Account.class);
    if (account.orders().size() > MOST_ORDERS) {
      throw new IllegalArgumentException("more than " + MOST_ORDERS + " orders");
    }
    return account;
  }

  /**
   * Reads an effect.
   *
   * @throws IllegalArgumentException when it is none; the message shows nothing of it
   */
  Effect effect(byte[] body) {
    return read(body, Effect.class);
  }

  /**
   * Reads an answer to an effect.
   *
   * @throws IllegalArgumentException when it is none; the message shows nothing of it
   */
  EffectResult result(byte[] body) {
    Answer answer = read(body, Answer.class);
    return answer.result(answer.result());
  }

  /** Whom the merchant knows by WeChat. */
  record Known(@Nullable String shopper) {}

  /**
   * Reads who somebody is.
   *
   * @throws IllegalArgumentException when that is no answer; the message shows nothing of it
   */
  Optional<ShopperId> shopper(byte[] body) {
    return Optional.ofNullable(read(body, Known.class).shopper()).map(ShopperId::new);
  }

  /**
   * Reads whom WeChat knows.
   *
   * @throws IllegalArgumentException when it is nobody; the message shows nothing of it
   */
  WechatName wechatName(byte[] body) {
    return read(body, WechatName.class);
  }

  private <T> T read(byte[] body, Class<T> type) {
    try {
      T value = json.readValue(body, type);
      requireComplete(value, type.getSimpleName());
      return value;
    } catch (JacksonException e) {
      // Its message would repeat what was sent.
      throw new IllegalArgumentException("no " + type.getSimpleName() + " in JSON");
    }
  }

  /** A reader leaves out what it does not find, and whoever uses it would stumble much later. */
  private static void requireComplete(@Nullable Object value, String where) {
    switch (value) {
      case null -> throw new IllegalArgumentException(where + " is missing");
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          Object part = part(record, component);
          if (part != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            requireComplete(part, where + "." + component.getName());
          }
        }
      }
      case Collection<?> elements -> elements.forEach(one -> requireComplete(one, where));
      default -> {}
    }
  }

  private static @Nullable Object part(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
