package dev.teacher.train.guard;

import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.guard.CapsuleStep.BatchFile;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is needed to repeat a step that was not finite: a checkpoint of the moment before it,
 * with {@code step.json} and the batches beside.
 *
 * @param checkpoint weights, configuration, vocabulary, statistics, versions
 * @param optimizer its state
 * @param step what step it is of
 * @param parts its batches
 */
public record Capsule(
    Checkpoint checkpoint, Weights optimizer, CapsuleStep step, List<Part> parts) {
  private static final String STEP = "step.json";

  public Capsule {
    parts = List.copyOf(parts);
  }

  /** Each sample with a number that is not finite in its input, and where the first is. */
  public List<String> wrongInput(Layout layout) {
    InputCheck check = new InputCheck(layout);
    return parts.stream()
        .flatMap(part -> check.places(part.batch().batch()).stream())
        .map(place -> "sample " + place.sample() + " has " + place.text())
        .toList();
  }

  /** Writes the folder, whole or not at all. */
  void write(Path folder) {
    AtomicFiles.replaceFolder(
        folder,
        inside -> {
          checkpoint.writeInto(inside, optimizer);
          for (int i = 0; i < parts.size(); i++) {
            Safetensors.write(
                inside.resolve(step.batches().get(i).file()),
                BatchTensors.of(parts.get(i).batch()));
          }
          Files.writeString(inside.resolve(STEP), Json.text(step));
        });
  }

  /** Reads what {@link #write} wrote. */
  public static Capsule read(Path folder) {
    if (!Files.isRegularFile(folder.resolve(STEP))) {
      throw Problem.usage("no crash capsule")
          .where(folder.toAbsolutePath().normalize())
          .expected("a folder with " + STEP + ", as in runs/NAME/crash/step-12")
          .found(Files.exists(folder) ? "a folder or file without it" : "nothing")
          .exception();
    }
    Checkpoint checkpoint = Checkpoint.read(folder);
    CapsuleStep step = Json.read(folder.resolve(STEP), CapsuleStep.class);
    if (step.format() > CapsuleStep.FORMAT) {
      throw Problem.data("the capsule was written by a newer version")
          .where(folder)
          .expected("format " + CapsuleStep.FORMAT + " or older")
          .found("format " + step.format())
          .remedy("use that version of teacher")
          .exception();
    }
    List<Part> parts = new ArrayList<>();
    for (BatchFile batch : step.batches()) {
      Weights tensors = Safetensors.read(inside(folder, batch.file()));
      parts.add(new Part(BatchTensors.batch(tensors, batch.ids()), batch.seed()));
    }
    return new Capsule(checkpoint, Checkpoint.optimizer(folder), step, parts);
  }

  /** The capsule names its files, but may not send us elsewhere. */
  private static Path inside(Path folder, String name) {
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,100}")) {
      throw Problem.data("the capsule names a file that cannot be one of its own")
          .where(folder.resolve(STEP))
          .expected("letters, digits, dots, hyphens and underscores")
          .found(name)
          .remedy("use the capsule as the training left it")
          .exception();
    }
    return folder.resolve(name);
  }
}
