package io.xianda.curating;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Says findings to operators, in the words of {@code findings.properties}. Immutable. */
public final class FindingTexts {

  private final ResourceBundle texts =
      ResourceBundle.getBundle("io.xianda.curating.findings", Locale.ROOT);

  /** One sentence. */
  public String of(Finding finding) {
    String pattern = texts.getString(finding.code().name().toLowerCase(Locale.ROOT));
    String field = texts.getString("field." + finding.field());
    Object[] arguments = new Object[finding.parameters().size() + 1];
    arguments[0] = field;
    for (int i = 1; i < arguments.length; i++) {
      arguments[i] = finding.parameters().get(i - 1);
    }
    return new MessageFormat(pattern, Locale.ROOT).format(arguments);
  }
}
