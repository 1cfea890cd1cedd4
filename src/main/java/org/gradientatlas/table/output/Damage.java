package org.gradientatlas.table.output;

/**
 * Something that is wrong with a file of an output.
 *
 * @param wave that it belongs to; 0 for a derived table
 * @param file below the output directory
 * @param what is wrong with it, for people
 */
public record Damage(int wave, String file, String what) {

  String text(StudyDirectory directory) {
    return directory.root() + "/" + file + ": " + what;
  }
}
