package io.xianda.exchange;

import java.util.Locale;

/** What a file tells of an entry. Tables have Chinese headers for them, JSON the fields' names. */
public enum Column {
  ID,
  QUESTION,
  SIMILAR,
  ANSWER,
  PAGE,
  IMAGE,
  CHOICES,
  INTENT,
  TAGS,
  CHANNELS,
  CITIES,
  FROM,
  UNTIL,
  OWNER,
  STATE;

  /** Its name in JSON, and in findings. */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
