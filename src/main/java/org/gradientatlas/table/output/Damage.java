package org.gradientatlas.table.output;

/**
 * One damaged file of an output.
 *
 * @param wave the wave it belongs to; 0 for a derived table
 * @param file path relative to the output directory
 * @param what a description of the damage
 */
public record Damage(int wave, String file, String what) {

  String text(StudyDirectory directory) {
    return directory.root() + "/" + file + ": " + what;
  }
}
