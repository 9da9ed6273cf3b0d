package io.xianda.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to be shown of a shopper. */
public sealed interface CrmAnswer {

  /** No CRM is configured. */
  record None() implements CrmAnswer {}

  /** The CRM knows the shopper. */
  record Known(List<Field> fields, @Nullable Link link) implements CrmAnswer {

    public Known {
      fields = List.copyOf(fields);
    }
  }

  /** It does not; or this is a guest, of whom it is not asked. */
  record Unknown() implements CrmAnswer {}

  /** It has not answered in time, or not as it should. */
  record Away() implements CrmAnswer {}

  /**
   * Something that is known.
   *
   * @param label 1 to 20 characters
   * @param value up to 200 characters
   */
  record Field(String label, String value) {}

  /**
   * Where more of it stands.
   *
   * @param url {@code https} or {@code http}, up to 500 characters
   */
  record Link(String title, String url) {}
}
