package io.xianda.eval.dialogues;

import io.xianda.conversation.ShopperId;
import io.xianda.intent.Intent;
import io.xianda.knowledge.EntryId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The dialogues of a file.
 *
 * @param dialogues at least one, each with an id of its own
 */
public record Suite(List<DialogueCase> dialogues) {

  public Suite {
    dialogues = List.copyOf(dialogues);
  }

  /**
   * What a suite may speak of.
   *
   * @param shoppers of the shop
   * @param intents of the catalogue
   * @param groups of the catalogue
   * @param entries of the knowledge base
   */
  public record Known(
      Set<ShopperId> shoppers, Set<Intent> intents, Set<String> groups, Set<EntryId> entries) {

    public Known {
      shoppers = Set.copyOf(shoppers);
      intents = Set.copyOf(intents);
      groups = Set.copyOf(groups);
      entries = Set.copyOf(entries);
    }
  }

  /**
   * Reads and checks a suite.
   *
   * @throws UnusableSuiteException with one line that names the file, the line and the dialogue
   */
  public static Suite read(Path file, Known known) {
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString(), known);
    } catch (NoSuchFileException e) {
      throw new UnusableSuiteException(file + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new UnusableSuiteException(file + ": not UTF-8");
    } catch (IOException e) {
      throw new UnusableSuiteException(file + ": cannot be read: " + e.getMessage());
    }
  }

  static Suite parse(String yaml, String name, Known known) {
    return new Suite(new ReadSuite(name, known).read(yaml));
  }
}
