package dev.teacher.features.corpus;

import dev.teacher.api.error.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where things lie in a folder in PHOENIX's layout.
 *
 * @param root the folder
 * @param annotations file of a split, {@code {split}} stands for its name
 * @param segments file of a split that says where each gloss is signed, in the same way
 * @param features file or folder of a sentence, {@code {split}} and {@code {id}} stand for names
 */
public record PhoenixPlaces(Path root, String annotations, String segments, String features) {
  /** The annotation file of a split. */
  public Path annotationsOf(String split) {
    return root.resolve(annotations.replace("{split}", split));
  }

  /** The file of a split's segments. */
  public Path segmentsOf(String split) {
    return root.resolve(segments.replace("{split}", split));
  }

  /** The landmarks of a sentence; a data problem where its id cannot be part of a file name. */
  public Path featuresOf(AnnotationFile.Row row, String split) {
    String path = features.replace("{split}", split).replace("{id}", row.id());
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      throw Problem.data("an id cannot be part of a file name")
          .where("split " + split + ", line " + row.line())
          .found(row.id())
          .remedy("rename the sentence")
          .cause(e)
          .exception();
    }
  }
}
