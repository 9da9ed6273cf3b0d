package io.xianda.curating;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.List;
import java.util.stream.StreamSupport;

/** A person's mobile number in an answer is seldom meant for everybody; a hotline is. */
final class PhoneNumbers implements Guard {

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

  @Override
  public List<Finding> check(Draft draft) {
    return StreamSupport.stream(
            numbers.findNumbers(draft.content().answer(), "CN").spliterator(), false)
        .filter(match -> numbers.getNumberType(match.number()) == PhoneNumberType.MOBILE)
        .map(match -> Finding.of(FindingCode.PHONE_NUMBER, "answer", masked(match)))
        .distinct()
        .toList();
  }

  /** 138****5678. */
  private static String masked(PhoneNumberMatch match) {
    String digits = String.valueOf(match.number().getNationalNumber());
    return digits.substring(0, 3) + "****" + digits.substring(digits.length() - 4);
  }
}
