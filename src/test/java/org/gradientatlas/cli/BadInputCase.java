package org.gradientatlas.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One case of {@code src/test/resources/bad-input}, whose README says how cases are written.
 *
 * @param where the case file and the line of its title
 * @param files what lies in the directory of the run, by name; a directory has no content
 * @param unreadable the files that nobody may read
 * @param run the command line
 * @param expected all that the command says, on stderr
 */
record BadInputCase(
    String title,
    String where,
    Map<String, byte[]> files,
    List<String> unreadable,
    String run,
    String expected) {
  /** The directory of the run, in command lines and in what is expected. */
  static final String HERE = "./";

  private static final byte[] DIRECTORY = {};
  private static final String STUDY = "study.conf";
  private static final Pattern REPEATED = Pattern.compile("(?s)<<(.*?)>>\\*(\\d+)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern HEX = Pattern.compile("\"([^\"]*)\"|([0-9a-f]{2})|#.*");

  /** All cases of a file; what stands above the first title holds for each of them. */
  static List<BadInputCase> read(Path file) throws IOException {
    var parts = new ArrayList<Part>();
    for (String line : Files.readString(file).lines().toList()) {
      if (line.startsWith("=== ") || line.startsWith("--- ") || parts.isEmpty()) {
        parts.add(new Part(line, new ArrayList<>()));
      } else {
        parts.get(parts.size() - 1).lines.add(line);
      }
    }
    var cases = new ArrayList<BadInputCase>();
    var draft = new Draft(Map.of(), "plan ./study.conf");
    var shared = draft;
    int number = 1;
    for (Part part : parts) {
      if (part.head.startsWith("=== ")) {
        draft = new Draft(shared.files, shared.run);
        draft.title = part.head.substring(4);
        draft.where = file.getFileName() + ":" + number;
        if (!part.text().isBlank()) {
          draft.files.put(STUDY, part.bytes());
        }
      } else if (part.head.startsWith("--- ")) {
        draft.take(part, cases);
      }
      number += 1 + part.lines.size();
    }
    return cases;
  }

  /** The words of the command line, with the directory put in. */
  List<String> arguments(Path directory) {
    return WORD.matcher(run)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .map(word -> word.startsWith(HERE) ? directory.resolve(word.substring(2)).toString() : word)
        .toList();
  }

  void write(Path directory) throws IOException {
    for (var file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      if (file.getValue() == DIRECTORY) {
        Files.createDirectories(path);
      } else {
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    }
    for (String name : unreadable) {
      Files.setPosixFilePermissions(
          directory.resolve(name), PosixFilePermissions.fromString("---------"));
    }
  }

  private static String expanded(String text) {
    return REPEATED
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(m.group(1).repeat(Integer.parseInt(m.group(2)))));
  }

  private record Part(String head, List<String> lines) {
    String text() {
      String text =
          lines.stream().map(line -> line + "\n").collect(Collectors.joining()).stripTrailing();
      return expanded(text.isEmpty() ? "" : text + "\n");
    }

    byte[] bytes() {
      return text().getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes as pairs of digits, and ASCII in quotes. */
    byte[] fromHex() {
      var bytes = new ByteArrayOutputStream();
      HEX.matcher(text())
          .results()
          .forEach(
              token -> {
                if (token.group(1) != null) {
                  bytes.writeBytes(token.group(1).getBytes(StandardCharsets.US_ASCII));
                } else if (token.group(2) != null) {
                  bytes.writeBytes(HexFormat.of().parseHex(token.group(2)));
                }
              });
      return bytes.toByteArray();
    }
  }

  private static final class Draft {
    private final Map<String, byte[]> files;
    private final List<String> unreadable = new ArrayList<>();
    private String title = "";
    private String where = "";
    private String run;

    Draft(Map<String, byte[]> files, String run) {
      this.files = new LinkedHashMap<>(files);
      this.run = run;
    }

    void take(Part part, List<BadInputCase> cases) {
      String[] words = part.head.split(" ", 3);
      String rest = words.length > 2 ? words[2].strip() : "";
      switch (words[1]) {
        case "file" -> files.put(rest, part.bytes());
        case "hex" -> files.put(rest, part.fromHex());
        case "directory" -> files.put(rest, DIRECTORY);
        case "unreadable" -> unreadable.add(rest);
        case "run" -> run = expanded(rest);
        case "expect" ->
            cases.add(
                new BadInputCase(title, where, files, List.copyOf(unreadable), run, part.text()));
        default -> throw new IllegalArgumentException(where + ": " + part.head);
      }
    }
  }
}
